/**
 * Questions for interviews with community leaders, written for this program, in both languages. A round begins with one
 * of these guides, or with another round's, and makes it its own (rooms/interviews).
 */
import data from '../../../data/guide/interview-guides.json' with { type: 'json' };
import type { Words } from '../../house/messages.ts';

/** The key stays while the words change, so that answers of two versions can be read together. */
export type Question = { key: string } & Words;
export type BuiltInGuide = { key: string; label: Words; about: Words; questions: Question[] };

export const builtInGuides: readonly BuiltInGuide[] = data.guides;

/** The question whose answer names people: one a line. */
export const REFERRALS = 'referrals';
