/** Opening a worksheet. */
import { parse } from '../../house/parse.ts';
import { factorSetsOf } from '../../rooms/worksheets/factor-sets.ts';
import { openWorksheet } from '../../rooms/worksheets/opening.ts';
import { MIN_PARTNERS, mayOpenWorksheet, worksheetDraft } from '../../rooms/worksheets/worksheet.ts';
import { one } from '../../ui/field.ts';
import { Buttons, Fold, Form, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { newPartners } from './new-partners.ts';
import { linkTo } from './sheet.ts';
import { chosenIn, narrowing, type Who, WhoFields, whoOptions } from './who-fields.tsx';

export const open = libraryPage({
  path: '/worksheets/new',
  may: mayOpenWorksheet,
  view: async (asked) => {
    const { ctx, again, url, language } = asked;
    const sets = await factorSetsOf(ctx);
    const raters = ctx.actor.id ? [ctx.actor.id] : [];
    const initial = { raters, factor_set: sets[0]?.id, ...narrowing(url) };
    const options = await whoOptions(asked, chosenIn(again?.values ?? initial));
    return {
      title: language.t('worksheets.open'),
      body: <Open asked={asked} initial={initial} options={options} sets={sets} />,
      islands: ['choice-filter'],
    };
  },
  submit: async (asked) => {
    const { ctx, fields, go } = asked;
    const partners = [fields.partners ?? []].flat();
    const added = await newPartners(asked, one(fields.new_partners));
    const draft = parse(worksheetDraft, { ...fields, partners: [...partners, ...added] });
    const id = await openWorksheet(ctx, draft, linkTo(asked));
    // Whoever rates begins at once.
    const rates = draft.raters.some((rater) => rater === ctx.actor.id);
    return go(rates ? '/worksheets/:id/rate' : '/worksheets/:id', { id }).saying('notice.worksheet_open');
  },
});

/** Whom the list does not have yet. In a library without partners it is where one begins. */
function Unlisted({ few }: { few: boolean }) {
  const { t } = useLanguage();
  const field = (
    <TextArea
      name="new_partners"
      label={t('field.new_partners')}
      hint={t('field.new_partners_hint')}
      rows={3}
      optional
    />
  );
  if (few) return <div class="narrow">{field}</div>;
  return (
    <Fold summary={t('field.new_partners')} names={['new_partners']}>
      <div class="narrow">{field}</div>
    </Fold>
  );
}

type Sets = Awaited<ReturnType<typeof factorSetsOf>>;
type Props = { asked: LibraryViewing; initial: Values; options: Who; sets: Sets };

function Open({ asked: { again, to }, initial, options, sets }: Props) {
  const { t } = useLanguage();
  const choices = sets.map((set) => ({ value: set.id, label: set.builtIn ? t('factor_set.built_in') : set.name }));
  return (
    <Form again={again} initial={initial} island="choice-filter">
      <div class="narrow">
        <TextField name="purpose" label={t('field.purpose')} hint={t('field.purpose_hint')} />
      </div>
      <WhoFields options={options} unlisted={<Unlisted few={options.partners.length < MIN_PARTNERS} />} />
      <div class="narrow">
        <Select name="factor_set" label={t('field.factor_set')} options={choices} />
      </div>
      <Buttons save={t('worksheets.open')} cancel={to('/worksheets')} />
    </Form>
  );
}
