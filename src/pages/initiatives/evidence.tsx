/** What speaks for an initiative: chosen from worksheets, themes of interviews and checks of who does it already. */
import { z } from 'zod';
import { parse, several } from '../../house/parse.ts';
import { EVIDENCE_KINDS, type Evidence, type Initiative, mayPlan } from '../../rooms/initiatives/initiative.ts';
import { evidenceOf, setEvidence } from '../../rooms/initiatives/initiative-evidence.ts';
import { Empty } from '../../ui/bits.tsx';
import { Buttons, Checkboxes, Form } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { type Grounds, groundsToChoose } from '../../views/initiative-story/initiative-story.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { initiativeOf, initiativeTrail } from './parts.tsx';
import { checkSaid, themeSaid } from './said.ts';

/** "theme 0192…", as one box says it. */
const mark = z
  .string()
  .regex(/^(worksheet|theme|overlap_check) [0-9a-f-]{36}$/, 'error.choice')
  .transform((text) => {
    const [kind, subject_id] = text.split(' ') as [Evidence['kind'], string];
    return { kind, subject_id };
  });
const asText = ({ kind, subject_id }: Evidence) => `${kind} ${subject_id}`;

export const initiativeEvidence = libraryPage<Initiative>({
  path: '/initiatives/:id/evidence',
  may: (actor) => mayPlan(actor),
  load: initiativeOf,
  view: async (asked) => {
    const { ctx, found: it, again, language } = asked;
    const chosen = await evidenceOf(ctx, it.id);
    return {
      title: language.t('initiatives.set_evidence'),
      trail: initiativeTrail(asked, it),
      body: <Choosing {...{ it, again, chosen }} grounds={await groundsToChoose(ctx, chosen)} />,
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const chosen = EVIDENCE_KINDS.flatMap((kind) => parse(several(z.string()), fields[kind] ?? []));
    const was = parse(several(z.string()), fields.was ?? []);
    await setEvidence(ctx, id, {
      chosen: chosen.map((each) => parse(mark, each)),
      was: was.map((each) => parse(mark, each)),
    });
    return go('/initiatives/:id', { id }).saying('notice.saved');
  },
});

type Props = { it: Initiative; again: Again | undefined; chosen: Evidence[]; grounds: Grounds };

function Choosing({ it, again, chosen, grounds: { worksheets, themes, checks } }: Props) {
  const language = useLanguage();
  const { to } = useAround();
  const { t } = language;
  if (worksheets.length + themes.length + checks.length === 0)
    return <Empty text={t('initiatives.nothing_to_choose')} />;
  const initial = Object.fromEntries(
    EVIDENCE_KINDS.map((kind) => [kind, chosen.filter((each) => each.kind === kind).map(asText)]),
  );
  const lists = {
    theme: themes.map((each) => ({
      value: asText({ kind: 'theme', subject_id: each.id }),
      label: each.name,
      hint: themeSaid(language, each),
    })),
    worksheet: worksheets.map(({ id, purpose }) => ({
      value: asText({ kind: 'worksheet', subject_id: id }),
      label: purpose,
    })),
    overlap_check: checks.map((each) => ({
      value: asText({ kind: 'overlap_check', subject_id: each.id }),
      label: each.need,
      hint: checkSaid(language, each),
    })),
  };
  const shown = [...Object.values(lists)].flat().map(({ value }) => value);
  return (
    <div class="narrow">
      <p>{t('initiatives.evidence_text')}</p>
      <Form again={again} initial={initial}>
        {chosen
          .map(asText)
          .filter((each) => shown.includes(each))
          .map((each) => (
            <input key={each} type="hidden" name="was" value={each} />
          ))}
        {lists.theme.length > 0 && <Checkboxes name="theme" label={t('initiatives.themes')} options={lists.theme} />}
        {lists.worksheet.length > 0 && (
          <Checkboxes name="worksheet" label={t('initiatives.worksheets')} options={lists.worksheet} />
        )}
        {lists.overlap_check.length > 0 && (
          <Checkboxes name="overlap_check" label={t('initiatives.checks')} options={lists.overlap_check} />
        )}
        <Buttons save={t('form.save')} cancel={to('/initiatives/:id', { id: it.id })} />
      </Form>
    </div>
  );
}
