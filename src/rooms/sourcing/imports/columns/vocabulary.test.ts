import { expect, test } from 'vitest';
import { guideSectors } from '../../../guide/guide.ts';
import { guideVocabulary } from './vocabulary.ts';

const { sector } = guideVocabulary();

test('a sector is known by its label in either language, and by the label that earlier files of ours gave it', () => {
  for (const { key, label } of guideSectors) expect([sector(label.en), sector(label.es)]).toEqual([key, key]);
  expect(['People experiencing homelessness', 'Personas sin hogar'].map(sector)).toEqual([
    'homelessness',
    'homelessness',
  ]);
  expect(['People returning from incarceration', 'Personas que regresan de la cárcel'].map(sector)).toEqual([
    'reentry',
    'reentry',
  ]);
  expect(
    ['Economic development and housing market groups', 'Desarrollo económico y mercado de vivienda'].map(sector),
  ).toEqual(Array(2).fill('economic_development'));
});
