/** Opening a worksheet. */
import { parse } from '../../house/parse.ts';
import { factorSetsOf } from '../../rooms/worksheets/factor-sets.ts';
import { openWorksheet } from '../../rooms/worksheets/opening.ts';
import { mayOpenWorksheet, worksheetDraft } from '../../rooms/worksheets/worksheet.ts';
import { Buttons, Form, Select, TextField } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
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
    const id = await openWorksheet(asked.ctx, parse(worksheetDraft, asked.fields), linkTo(asked));
    return asked.go('/worksheets/:id', { id }).saying('notice.worksheet_open');
  },
});

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
      <WhoFields options={options} />
      <div class="narrow">
        <Select name="factor_set" label={t('field.factor_set')} options={choices} />
      </div>
      <Buttons save={t('worksheets.open')} cancel={to('/worksheets')} />
    </Form>
  );
}
