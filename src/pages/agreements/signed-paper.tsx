/** What was signed on paper, or agreed by handshake: who and when; and a minor change, which is told. */
import { today } from '../../house/ctx.ts';
import { longText, parse } from '../../house/parse.ts';
import { FILES } from '../../house/stored-files.ts';
import { type Agreement, mayBind, mayTell } from '../../rooms/agreements/agreement.ts';
import { versionsIn } from '../../rooms/agreements/agreement-versions.ts';
import { markOf } from '../../rooms/agreements/document/document.ts';
import { writtenOf } from '../../rooms/agreements/document/writing.ts';
import { paperForm, signedOnPaper, type ToSign, tellChange } from '../../rooms/agreements/signing/amending.ts';
import { paperDraft } from '../../rooms/agreements/signing/signer.ts';
import { Buttons, FileField, Form, TextArea, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { doorsOf } from '../guests/ways.ts';
import { nested } from '../shell/form-body.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { ChangedSince } from './document.tsx';
import { type Scan, scans } from './edit.tsx';
import { agreementOf, agreementTrail } from './parts.tsx';

export const agreementSignedPaper = libraryPage<Agreement, Scan>({
  path: '/agreements/:id/signed-paper',
  may: mayBind,
  load: agreementOf,
  files: scans,
  view: async (asked) => {
    const { ctx, found: it, again } = asked;
    const { t } = asked.language;
    const { missing } = await writtenOf(ctx, it);
    const { rows, read } = await paperForm(ctx, it);
    return {
      title: t(it.kind === 'handshake' ? 'agreements.shake' : 'agreements.on_paper'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <p>{t(it.kind === 'handshake' ? 'agreements.shake_text' : 'agreements.on_paper_text')}</p>
          {missing.length > 0 && (
            <p class="warning">{t('agreements.missing', { clauses: missing.map(({ title }) => title).join(' · ') })}</p>
          )}
          {it.kind !== 'handshake' && (
            <p>
              {t('agreements.paper_mark', { mark: markOf(read) })}{' '}
              <Link to="/agreements/:id" at={{ id: it.id }} about={it}>
                {t('agreements.read_it')}
              </Link>
            </p>
          )}
          <OnPaper {...{ it, rows, read, again }} />
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const { ctx, found: it, fields, brought, go } = asked;
    const { rows, read, kept_at } = parse(paperDraft, nested(fields));
    const reason = parse(longText(2000), String(fields.reason ?? ''));
    await signedOnPaper(ctx, it.id, { rows, read, kept_at, reason, scan: brought, doors: doorsOf(asked, ctx) });
    return go('/agreements/:id', { id: it.id }).saying('notice.agreement_holds');
  },
});

type Props = { it: Agreement; rows: ToSign[]; read: string; again: Again | undefined };

function OnPaper({ it, rows, read, again }: Props) {
  const { t } = useLanguage();
  const { ctx, to } = useAround();
  const initial = Object.fromEntries(
    rows.flatMap(({ name }, at) => [
      [`rows.${at}.name`, name],
      [`rows.${at}.on`, today(ctx)],
    ]),
  );
  const labels = Object.fromEntries([
    ['files', t('agreements.scan_field')],
    ['reason', t('agreements.amend_reason')],
    ...rows.flatMap(({ party }, at) => [
      [`rows.${at}.name`, `${party}: ${t('agreements.who_signed')}`],
      [`rows.${at}.on`, `${party}: ${t('agreements.signed_on')}`],
    ]),
  ]);
  return (
    <Form again={again} initial={{ ...initial, kept_at: '', reason: '' }} labels={labels} files>
      {it.number !== null && !it.open && <TextArea name="reason" label={t('agreements.amend_reason')} rows={2} />}
      <input type="hidden" name="read" value={read} />
      {rows.map(({ of, party }, at) => (
        <fieldset class="card" key={of}>
          <legend>{party}</legend>
          <input type="hidden" name={`rows.${at}.of`} value={of} />
          <TextField name={`rows.${at}.name`} label={t('agreements.who_signed')} />
          <TextField name={`rows.${at}.title`} label={t('signing.title_field')} optional />
          <TextField name={`rows.${at}.on`} type="date" label={t('agreements.signed_on')} />
        </fieldset>
      ))}
      {it.kind !== 'handshake' && (
        <>
          <FileField
            name="files"
            label={t('agreements.scan_field')}
            hint={t('agreements.paper_hint')}
            accept={FILES.join()}
            optional
          />
          <TextField name="kept_at" label={t('agreements.kept_field')} optional />
        </>
      )}
      <Buttons save={t('agreements.keep_signed')} cancel={to('/agreements/:id', { id: it.id })} />
    </Form>
  );
}

export const agreementTelling = libraryPage<Agreement>({
  path: '/agreements/:id/telling',
  may: (actor, it) => mayTell(actor, it) && it.number !== null && it.open === null,
  load: agreementOf,
  view: async (asked) => {
    const { ctx, found: it, again, to, house } = asked;
    const { t } = asked.language;
    const holds = (await versionsIn(ctx, it.id)).find(({ number }) => number === it.number);
    const { document } = await writtenOf(ctx, it);
    return {
      title: t('agreements.tell'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <p>{t('agreements.tell_text')}</p>
          {!house.mailIsSent && <p class="warning">{t('agreements.share_no_mail')}</p>}
          {holds && <ChangedSince version={holds} document={document} />}
          <Form again={again} initial={{ reason: '' }} labels={{ reason: t('agreements.amend_reason') }}>
            <TextArea name="reason" label={t('agreements.amend_reason')} rows={3} />
            <Buttons save={t('agreements.tell')} cancel={to('/agreements/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const { ctx, found: it, fields, go } = asked;
    const reason = parse(longText(2000), String(fields.reason ?? ''));
    const nobody = await tellChange(ctx, it.id, { reason, doors: doorsOf(asked, ctx) });
    const holds = go('/agreements/:id', { id: it.id });
    if (!asked.house.mailIsSent) return holds.saying('notice.change_unmailed');
    return holds.saying(nobody.length > 0 ? 'notice.change_told_partly' : 'notice.change_told', {
      count: nobody.length,
    });
  },
});
