/** The pages of the library's policy. */
import type { Page } from '../shell/page.ts';
import { editRule, newRule } from './edit.tsx';
import { ruleList, ruleRemoval, ruleRestoring } from './list.tsx';

export const policyPages: Page[] = [ruleList, newRule, editRule, ruleRemoval, ruleRestoring];
