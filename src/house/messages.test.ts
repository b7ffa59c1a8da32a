import { describe, expect, test } from 'vitest';
import { preferredLocale, speak } from './messages.ts';

describe('numbers, days and languages', () => {
  test('are written as the reader’s language writes them, in the library’s time zone', () => {
    const { figure, difference, day, moment } = speak('en', 'America/Denver');
    expect(figure(4)).toBe('4.0');
    expect(difference(1.6)).toBe('+1.6');
    expect(day('2026-03-14')).toBe('Mar 14, 2026');
    expect(moment(new Date('2026-03-09T03:00:00Z'))).toContain('Mar 8, 2026');
    expect(speak('es', 'Asia/Tokyo').day('2026-03-14')).toBe('14 mar 2026');
  });

  test('a number inside a sentence is written as the region writes it, like every other', () => {
    const said = (locale: 'en' | 'es') => [
      speak(locale).t('imports.file_hint', { megabytes: 20, rows: 50_000, columns: 500 }),
      speak(locale).t('leads.away', { miles: 2.5 }),
      speak(locale).t('partners.count', { count: 12_345 }),
    ];

    expect(said('es')).toEqual([
      expect.stringContaining('50,000 filas'),
      expect.stringContaining('2.5'),
      '12,345 socios',
    ]);
    expect(said('en')).toEqual([
      expect.stringContaining('50,000 rows'),
      expect.stringContaining('2.5'),
      '12,345 partners',
    ]);
  });

  test('a browser’s wish is followed where we can', () => {
    expect(preferredLocale('es-MX,es;q=0.9,en;q=0.5')).toBe('es');
    expect(preferredLocale('fr-FR,fr;q=0.9')).toBe('en');
    expect(preferredLocale('en;q=0.4,fr;q=0.9,es-419;q=0.8')).toBe('es');
    expect(preferredLocale('es;q=0,de')).toBe('en');
    expect(preferredLocale('*')).toBe('en');
    expect(preferredLocale(undefined)).toBe('en');
  });
});
