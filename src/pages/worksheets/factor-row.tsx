/** A factor on the rating form: five numbers and "don't know yet" for each partner, a note, and the evidence. */
import { NEEDS_NOTE, type WorksheetFactor } from '../../rooms/worksheets/worksheet.ts';
import { useForm, useLanguage } from '../../ui/here.ts';
import { text } from '../shell/form-body.ts';

type RatedPartner = { id: string; name: string };
type RowProps = { factor: WorksheetFactor; partners: readonly RatedPartner[] };

/** The question in one line; what to look for unfolds. */
export function FactorRow({ factor, partners }: RowProps) {
  const { words } = useLanguage();
  return (
    <section class="factor-row">
      <h3>
        <span class="code">{factor.code}</span> {words(factor.name)}
      </h3>
      <details class="prompt">
        <summary>{words(factor.prompt)}</summary>
        <p class="hint">{words(factor.evidence)}</p>
      </details>
      {partners.map((partner) => (
        <CellFields key={partner.id} factor={factor} partner={partner} alone={partners.length === 1} />
      ))}
    </section>
  );
}

/** `alone`: the partner's name stands above all factors, and not beside each. */
type CellProps = { factor: WorksheetFactor; partner: RatedPartner; alone: boolean };

function CellFields({ factor, partner, alone }: CellProps) {
  const { message } = useLanguage();
  const { values, errors } = useForm();
  const place = `${factor.code}.${partner.id}`;
  const wrong = errors[`score.${place}`] ?? errors[`note.${place}`] ?? errors[`evidence.${place}`];
  const typed = (name: string) => text(values[`${name}.${place}`]);
  const rating = { score: typed('score'), note: typed('note'), evidence: typed('evidence') };
  return (
    <fieldset class={wrong ? 'cell wrong' : 'cell'} id={`field-score-${factor.code}-${partner.id}`}>
      <legend class={alone ? 'unseen' : undefined}>
        {partner.name}
        <span class="unseen">, {factor.code}</span>
      </legend>
      {wrong && <p class="error">{message(wrong)}</p>}
      <Scores place={place} score={rating.score} />
      <Note place={place} rating={rating} called={`${factor.code} ${partner.name}`} wrong={wrong !== undefined} />
    </fieldset>
  );
}

function Scores({ place, score }: { place: string; score: string }) {
  const { t } = useLanguage();
  return (
    <div class="scores">
      {['1', '2', '3', '4', '5', 'unknown'].map((value) => (
        <label key={value} class={value === 'unknown' ? 'score unknown' : 'score'}>
          <input type="radio" name={`score.${place}`} value={value} checked={score === value} />
          <span>{value === 'unknown' ? t('score.unknown') : value}</span>
        </label>
      ))}
    </div>
  );
}

type NoteProps = {
  place: string;
  rating: Record<'score' | 'note' | 'evidence', string>;
  called: string;
  wrong: boolean;
};

/** Open where it has text, where a reason is asked for, or where something is wrong. */
function Note({ place, rating, called, wrong }: NoteProps) {
  const { t } = useLanguage();
  const { score, note, evidence } = rating;
  const asked = NEEDS_NOTE.includes(Number(score)) && note === '';
  return (
    <details class="note" open={note !== '' || evidence !== '' || asked || wrong}>
      <summary>
        {t('rate.note')}
        <span class="unseen">: {called}</span>
      </summary>
      <label>
        {t('field.note')} <span class="quiet note-asked">{t('rate.note_asked')}</span>
        <textarea name={`note.${place}`} rows={2}>
          {note}
        </textarea>
      </label>
      <label>
        {t('field.evidence')}
        <input type="text" name={`evidence.${place}`} value={evidence} autocomplete="off" />
      </label>
    </details>
  );
}
