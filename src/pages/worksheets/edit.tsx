/** Changing purpose, partners, raters and weights of a worksheet while it is open. */
import { NotFound } from '../../house/errors.ts';
import type { Language } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import { changeWorksheet } from '../../rooms/worksheets/opening.ts';
import {
  mayEditWorksheet,
  type Worksheet,
  type WorksheetFactor,
  worksheetEdit,
} from '../../rooms/worksheets/worksheet.ts';
import { Buttons, Form, Select, TextField } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { nested } from '../shell/form-body.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { byGroup, linkTo, sheetOf } from './sheet.ts';
import { worksheetTrail } from './trail.ts';
import { chosenIn, narrowing, type Who, WhoFields, whoOptions } from './who-fields.tsx';

export const edit = libraryPage({
  path: '/worksheets/:id/edit',
  may: mayEditWorksheet,
  load: openSheet,
  view: async (asked) => {
    const { again, found: sheet, language } = asked;
    const initial = { ...initialOf(sheet), ...narrowing(asked.url) };
    const options = await whoOptions(asked, chosenIn(again?.values ?? initial), sheet.raters);
    return {
      title: language.t('worksheets.edit'),
      trail: worksheetTrail(asked, sheet),
      islands: ['choice-filter'],
      body: <Edit asked={asked} initial={initial} options={options} />,
    };
  },
  submit: async (asked) => {
    const { ctx, fields, found: sheet, go } = asked;
    const { partners, raters, ...rest } = fields;
    const draft = parse(worksheetEdit, { ...nested(rest), partners, raters });
    await changeWorksheet(ctx, { id: sheet.id, linkTo: linkTo(asked) }, draft);
    return go('/worksheets/:id', { id: sheet.id }).saying('notice.saved');
  },
});

/** One that has been decided has nothing to edit. */
async function openSheet(visit: LibraryVisit): Promise<Worksheet> {
  const sheet = await sheetOf(visit);
  if (sheet.decision) throw new NotFound();
  return sheet;
}

const initialOf = (sheet: Worksheet): Values => ({
  purpose: sheet.purpose,
  partners: sheet.partners.map((partner) => partner.id),
  raters: sheet.raters.map((rater) => rater.id),
  ...Object.fromEntries(sheet.factors.map((factor) => [`weights.${factor.code}`, String(factor.weight)])),
});

type Props = { asked: LibraryViewing<Worksheet>; initial: Values; options: Who };

function Edit({ asked: { again, found: sheet, to }, initial, options }: Props) {
  const { t } = useLanguage();
  return (
    <Form
      again={again}
      initial={initial}
      version={sheet.version}
      labels={labelsOf(t, sheet)}
      choices={namesIn(sheet, options)}
      island="choice-filter"
    >
      <div class="narrow">
        <TextField name="purpose" label={t('field.purpose')} />
      </div>
      <WhoFields options={options} />
      <Weights factors={sheet.factors} />
      <Buttons save={t('form.save')} cancel={to('/worksheets/:id', { id: sheet.id })} />
    </Form>
  );
}

function labelsOf(t: Language['t'], { factors }: Worksheet): Record<string, string> {
  const weights = factors.map(({ code }) => [`weights.${code}`, `${t('field.weight')} ${code}`]);
  return {
    purpose: t('field.purpose'),
    partners: t('field.worksheet_partners'),
    raters: t('field.raters'),
    ...Object.fromEntries(weights),
  };
}

/** For what differs after a conflict: people are called by their names. */
function namesIn(sheet: Worksheet, options: Who): Record<string, string> {
  const offered = [...options.partners, ...options.raters].map(({ value, label }) => [value, label]);
  return Object.fromEntries([...offered, ...sheet.partners.map(({ id, name }) => [id, name])]);
}

function Weights({ factors }: { factors: WorksheetFactor[] }) {
  const { t, words } = useLanguage();
  const options = [0, 1, 2, 3].map((weight) => ({ value: String(weight), label: t('weight.option', { weight }) }));
  return (
    <fieldset class="weights">
      <legend>{t('worksheets.weights')}</legend>
      <p class="hint">{t('worksheets.weights_hint')}</p>
      {byGroup(factors).map(([group, members]) => (
        <div key={group}>
          <h2>
            {group}. {members[0] && words(members[0].groupName)}
          </h2>
          {members.map(({ code, name }) => (
            <Select
              key={code}
              name={`weights.${code}`}
              label={`${code} ${words(name)}`}
              options={options}
              width="short"
            />
          ))}
        </div>
      ))}
    </fieldset>
  );
}
