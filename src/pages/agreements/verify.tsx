/**
 * For anybody: is this PDF a signed agreement of this library, and is it unchanged? What is brought is read in a thread
 * with limits and kept nowhere; only whoever has the very file learns what is said of it, and no address says a verdict.
 */
import { type Ctx, localeCalled } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { type Language, speak } from '../../house/messages.ts';
import { SCAN_BYTES } from '../../house/stored-files.ts';
import { type PdfRead, readSeal } from '../../house/typeset/seal-read.ts';
import { enter, findLibrary } from '../../rooms/accounts/libraries.ts';
import { RECORD_NAME } from '../../rooms/agreements/signing/record.ts';
import { type Verdict, verdictOn } from '../../rooms/agreements/signing/verifying.ts';
import { one } from '../../ui/field.ts';
import { Buttons, FileField, Form } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { hostPage } from '../shell/page.ts';
import { MoreRows } from '../shell/rows.tsx';
import type { Visit } from '../shell/visit.ts';
import { FORM_AROUND } from './parts.tsx';

type Found = { ctx: Ctx; language: Language };
type Brought = { bytes: Uint8Array; read: PdfRead } | null;

async function libraryOf(visit: Visit): Promise<Found> {
  const ctx = await enter(visit.host, await findLibrary(visit.host, visit.param('library')));
  const locale = localeCalled(visit.url.searchParams.get('lang')) ?? ctx.library.locale;
  return { ctx, language: speak(locale, ctx.library.timeZone) };
}

export const verifyAgreement = hostPage<Found, Brought>({
  path: '/l/:library/verify-agreement',
  load: libraryOf,
  files: {
    bytes: () => SCAN_BYTES + FORM_AROUND,
    read: async ([file], { left }) => {
      if (!file) return null;
      const bytes = new Uint8Array(file.bytes);
      // What cannot be read within the limits is none of ours.
      const read = await readSeal({ pdf: bytes, attachment: RECORD_NAME }, left).catch(() => ({
        seal: null,
        attached: null,
      }));
      return { bytes, read };
    },
  },
  view: ({ found: { ctx, language }, again }) => ({
    title: language.t('verify.title'),
    guest: { library: ctx.library.name, language, look: ctx.library },
    body: <Verify library={ctx.library.name} again={again} />,
  }),
  submit: async ({ found: { ctx }, fields, brought }) => {
    if (!brought) throw new Invalid({ files: { key: 'error.required' } });
    // Shown as the answer to this form, and nowhere else.
    fields.verdict = JSON.stringify(await verdictOn(ctx, brought.bytes, brought.read));
    throw new MoreRows();
  },
});

function Verify({ library, again }: { library: string; again: Again | undefined }) {
  const { t } = useLanguage();
  const verdict = verdictIn(again);
  return (
    <>
      {verdict && <VerdictRead {...verdict} library={library} />}
      <p>{t('verify.text', { library })}</p>
      <Form again={again} labels={{ files: t('verify.file') }} files repeatable>
        <FileField name="files" label={t('verify.file')} accept="application/pdf" />
        <Buttons save={t('verify.check')} />
      </Form>
      <p class="quiet">{t('verify.kept')}</p>
    </>
  );
}

function verdictIn(again: Again | undefined): Verdict | null {
  const said = one(again?.values.verdict);
  return said && Object.keys(again?.errors ?? {}).length === 0 ? (JSON.parse(said) as Verdict) : null;
}

function VerdictRead({ verdict, kept, library }: Verdict & { library: string }) {
  const { t, message, moment, day } = useLanguage();
  const at = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? day(text) : moment(new Date(text)));
  return (
    <div role="status" class={verdict === 'unchanged' ? 'notice' : 'warning'}>
      <p>
        <strong>{message({ key: `verify.${verdict}`, values: { library } })}</strong>
      </p>
      {kept && (
        <>
          <p>
            {kept.name} · {t('agreement.version', { number: kept.number })}
          </p>
          {kept.told && <p>{t('verify.told')}</p>}
          {!kept.holds && <p>{t('verify.over')}</p>}
          <ul>
            {kept.signers.map(({ party, name, at: when }) => (
              <li key={party + name}>{[party, name, at(when)].join(' · ')}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
