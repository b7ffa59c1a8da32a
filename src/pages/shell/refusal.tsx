/** The page of a refusal: the reason, and what the reader can do now. */
import type { TooMany } from '../../house/counters.ts';
import type { View } from './layout.tsx';
import type { Visit } from './visit.ts';

/** For a sentence: at least one. */
export const inMinutes = ({ seconds }: TooMany) => ({ minutes: Math.ceil(seconds / 60) });

/** The page of a refusal; `written` is what the form held, to be copied. */
export function refusal(
  { language: { t }, ctx }: Visit,
  key: 'refused.not_found' | 'refused.forbidden' | 'refused.wait' | 'refused.too_large',
  { values = {}, written = '' } = {},
): View {
  const title = t(`${key}.title`);
  return {
    title,
    body: (
      <>
        <p>{t(`${key}.text`, values)}</p>
        {written && (
          <div class="field">
            <label for="written">{t('refused.written')}</label>
            <textarea id="written" rows={10} readonly>
              {`\n${written}`}
            </textarea>
          </div>
        )}
        <p>
          <a href={ctx ? `/l/${ctx.library.slug}` : '/'}>{t('refused.home')}</a>
        </p>
      </>
    ),
  };
}
