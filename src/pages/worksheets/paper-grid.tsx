/** The grid of small fields in which a paper worksheet is typed, with what the other way of rating said beside each. */
import type { Message } from '../../house/errors.ts';
import type { OwnRatings } from '../../rooms/worksheets/ratings.ts';
import type { Worksheet, WorksheetFactor } from '../../rooms/worksheets/worksheet.ts';
import { Scroll } from '../../ui/bits.tsx';
import { fieldId } from '../../ui/form.tsx';
import { useForm, useLanguage } from '../../ui/here.ts';
import { text } from '../shell/form-body.ts';
import { byGroup } from './sheet.ts';

/** What the same person rated the other way, on paper or on the screen: shown beside each cell. */
export type Said = Map<string, Message>;
const placeOf = ({ code, partnerId }: { code: string; partnerId: string }) => `${code}.${partnerId}`;
const scoreOf = (score: number | null) => (score === null ? '?' : String(score));
export const onPaper = ({ beside }: OwnRatings): Said =>
  new Map(
    beside.map((each) => [
      placeOf(each),
      { key: 'paper.on_paper', values: { score: scoreOf(each.paper), name: each.typedBy } },
    ]),
  );
export const onScreen = ({ cells }: OwnRatings): Said =>
  new Map(cells.map((each) => [placeOf(each), { key: 'paper.on_screen', values: { score: scoreOf(each.score) } }]));

type GridProps = { sheet: Worksheet; said: Said };

export function Grid({ sheet, said }: GridProps) {
  const { t, words } = useLanguage();
  return (
    <Scroll label={t('paper.grid_label')}>
      <table class="paper-grid">
        <thead>
          <tr>
            <th scope="col">{t('field.factor')}</th>
            {sheet.partners.map((partner) => (
              <th scope="col" key={partner.id}>
                {partner.name}
              </th>
            ))}
          </tr>
        </thead>
        {byGroup(sheet.factors).map(([group, factors]) => (
          <tbody key={group}>
            <tr>
              <td class="group" colSpan={sheet.partners.length + 1}>
                {group}. {factors[0] && words(factors[0].groupName)}
              </td>
            </tr>
            {factors.map((factor) => (
              <Row key={factor.code} sheet={sheet} factor={factor} said={said} />
            ))}
          </tbody>
        ))}
      </table>
    </Scroll>
  );
}

function Row({ sheet, factor, said }: GridProps & { factor: WorksheetFactor }) {
  const { words } = useLanguage();
  return (
    <tr>
      <th scope="row">
        <span class="code">{factor.code}</span> {words(factor.name)}
      </th>
      {sheet.partners.map((partner) => (
        <Score
          key={partner.id}
          place={placeOf({ code: factor.code, partnerId: partner.id })}
          label={`${factor.code} ${partner.name}`}
          longest={Math.max(sheet.factors.length, 'unknown'.length)}
          said={said}
        />
      ))}
    </tr>
  );
}

type ScoreProps = { place: string; label: string; longest: number; said: Said };

function Score({ place, label, longest, said }: ScoreProps) {
  const { message } = useLanguage();
  const { values, errors } = useForm();
  const name = `score.${place}`;
  const [error, beside] = [errors[name], said.get(place)];
  const value = text(values[name]);
  return (
    <td>
      <input
        type="text"
        inputmode="numeric"
        autocomplete="off"
        maxLength={longest}
        name={name}
        id={fieldId(name)}
        value={value === 'unknown' ? '?' : value}
        aria-label={label}
        aria-invalid={error ? 'true' : undefined}
      />
      {error && <span class="error block">{message(error)}</span>}
      {beside && <span class="hint block">{message(beside)}</span>}
    </td>
  );
}
