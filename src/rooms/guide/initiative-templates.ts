/**
 * What an initiative can begin with, written for this program, in both languages; the first is the guide's own cause. A
 * library's own templates are rows of its own (rooms/initiatives).
 */
import data from '../../../data/guide/initiative-templates.json' with { type: 'json' };
import type { Words } from '../../house/messages.ts';

export type BuiltInTemplate = { key: string; name: Words; who: Words; need: Words; populations: string[] };

export const builtInTemplates: readonly BuiltInTemplate[] = data;
