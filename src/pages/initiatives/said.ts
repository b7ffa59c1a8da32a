/** Evidence in a sentence. */
import type { Language } from '../../house/messages.ts';
import type { CheckSays, ThemeSays, WorksheetSays } from '../../views/initiative-story/initiative-story.ts';

export const themeSaid = ({ t }: Pick<Language, 't'>, { leaders, of, round }: ThemeSays): string =>
  t('initiatives.theme_leaders', { leaders, of, round });

export const checkSaid = ({ t, dayOf }: Pick<Language, 't' | 'dayOf'>, { made_at, count }: CheckSays): string =>
  t('initiatives.check_found', { day: dayOf(made_at), count });

export function worksheetSaid(
  { t, list }: Pick<Language, 't' | 'list'>,
  { decided_at, chosen }: WorksheetSays,
): string {
  if (!decided_at) return t('initiatives.worksheet_open');
  return chosen.length > 0
    ? t('initiatives.worksheet_chosen', { names: list(chosen) })
    : t('initiatives.worksheet_none');
}
