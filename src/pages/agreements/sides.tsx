/** Who signs for each side, and who of it receives notices; and their paper in place of clauses of ours. */
import { Invalid } from '../../house/errors.ts';
import { line, longText, optionalId, parse } from '../../house/parse.ts';
import { FILES } from '../../house/stored-files.ts';
import { type Agreement, mayChangeAgreement } from '../../rooms/agreements/agreement.ts';
import { setPaper, setSides } from '../../rooms/agreements/agreements.ts';
import { type PersonAt, peopleAt } from '../../rooms/agreements/speakers.ts';
import { one } from '../../ui/field.ts';
import { Buttons, FileField, Form, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { type Scan, scans } from './edit.tsx';
import { agreementOf, agreementTrail, labelsOf, OutStill } from './parts.tsx';

const notices = line(300);
const signer = optionalId<'persons'>();

export const agreementSides = libraryPage<Agreement>({
  path: '/agreements/:id/sides',
  may: mayChangeAgreement,
  load: agreementOf,
  view: async (asked) => {
    const { ctx, found: it, again, to, language } = asked;
    const { t } = language;
    const people = await peopleAt(
      ctx,
      it.partners.map(({ id }) => id),
    );
    const initial = Object.fromEntries(
      it.partners.flatMap(({ id, person_id, notices }) => [
        [`signer-${id}`, person_id ?? ''],
        [`notices-${id}`, notices],
      ]),
    );
    return {
      title: t('agreements.sides'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <OutStill it={it} />
          <p>{t('agreements.sides_text')}</p>
          <Form again={again} initial={{ ...initial, our_notices: it.our_notices }}>
            <fieldset class="card">
              <legend>{ctx.library.name}</legend>
              <TextField
                name="our_notices"
                label={t('field.agreement_our_notices')}
                hint={t('agreements.notices_hint')}
              />
            </fieldset>
            {it.partners.map((partner) => (
              <Side key={partner.id} partner={partner} people={people} />
            ))}
            <Buttons save={t('form.save')} cancel={to('/agreements/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: it, fields, go }) => {
    const sides = it.partners.map(({ id }) => ({
      partner: id,
      person: parse(signer, one(fields[`signer-${id}`])),
      notices: parse(notices, one(fields[`notices-${id}`])),
    }));
    await setSides(ctx, it.id, sides, parse(notices, one(fields.our_notices)));
    return go('/agreements/:id', { id: it.id }).saying('notice.saved');
  },
});

function Side({ partner, people }: { partner: Agreement['partners'][number]; people: PersonAt[] }) {
  const { t } = useLanguage();
  const theirs = people
    .filter(({ partner_id }) => partner_id === partner.id)
    .map(({ person_id, name, title }) => ({
      value: person_id as string,
      label: [name, title].filter(Boolean).join(', '),
    }));
  const named =
    partner.person_id && !theirs.some(({ value }) => value === partner.person_id)
      ? [{ value: partner.person_id as string, label: t('agreements.has_left', { name: partner.person ?? '' }) }]
      : [];
  return (
    <fieldset class="card">
      <legend>{partner.name}</legend>
      <Select
        name={`signer-${partner.id}`}
        label={t('agreements.signer')}
        hint={theirs.length === 0 ? t('sides.no_people') : t('agreements.signer_hint')}
        options={[{ value: '', label: t('agreements.nobody_yet') }, ...named, ...theirs]}
      />
      <TextField
        name={`notices-${partner.id}`}
        label={t('agreements.their_notices')}
        hint={t('agreements.notices_hint')}
      />
    </fieldset>
  );
}

export const agreementPaper = libraryPage<Agreement, Scan>({
  path: '/agreements/:id/paper',
  may: mayChangeAgreement,
  load: agreementOf,
  files: scans,
  view: (asked) => {
    const { found: it, again, to, language } = asked;
    const { t } = language;
    return {
      title: t('agreements.their_paper'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <OutStill it={it} />
          <p>{t('agreements.paper_text')}</p>
          {it.sha256 && (
            <p>
              <Link to="/agreements/:id/paper/file" at={{ id: it.id }} about={it} download>
                {it.file_name}
              </Link>
            </p>
          )}
          <Form again={again} initial={{ terms: it.terms }} labels={labelsOf(language)} files>
            <FileField
              name="files"
              label={t('field.agreement_files')}
              hint={t('agreements.paper_hint')}
              accept={FILES.join()}
            />
            <TextArea name="terms" label={t('field.agreement_terms')} hint={t('agreements.paper_terms')} rows={6} />
            <Buttons save={t('agreements.use_paper')} cancel={to('/agreements/:id', { id: it.id })}>
              {it.sha256 && (
                <button type="submit" name="ours" value="yes" class="quiet-button">
                  {t('agreements.use_clauses')}
                </button>
              )}
            </Buttons>
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, brought, go }) => {
    const ours = one(fields.ours) === 'yes';
    const terms = parse(longText(6000), one(fields.terms));
    if (!ours && !brought) throw new Invalid({ files: { key: 'error.required' } });
    await setPaper(ctx, id, { paper: ours ? null : brought, terms });
    return go('/agreements/:id', { id }).saying('notice.saved');
  },
});
