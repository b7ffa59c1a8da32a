/** A factor on the rating form: five numbers and "don't know yet" for each partner, a note, and the evidence. */
import { NEEDS_NOTE, type WorksheetFactor } from '../../rooms/worksheets/worksheet.ts';
import { useForm, useLanguage } from '../../ui/here.ts';
import type { EvidenceLine } from '../../views/evidence/evidence.ts';
import { text } from '../shell/form-body.ts';
import { useAround } from '../shell/link.tsx';

type RatedPartner = { id: string; name: string };
export type Known = ReadonlyMap<string, EvidenceLine[]>;
type RowProps = { factor: WorksheetFactor; partners: readonly RatedPartner[]; known: Known };

/** The question in one line; what to look for unfolds. */
export function FactorRow({ factor, partners, known }: RowProps) {
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
        <CellFields
          key={partner.id}
          factor={factor}
          partner={partner}
          alone={partners.length === 1}
          known={known.get(`${factor.code} ${partner.id}`) ?? []}
        />
      ))}
    </section>
  );
}

/** `alone`: the partner's name stands above all factors, and not beside each. */
type CellProps = { factor: WorksheetFactor; partner: RatedPartner; alone: boolean; known: EvidenceLine[] };

function CellFields({ factor, partner, alone, known }: CellProps) {
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
      {known.map((line) => (
        <KnownLine key={line.said.key} line={line} />
      ))}
      <Scores place={place} score={rating.score} />
      <Note place={place} rating={rating} called={`${factor.code} ${partner.name}`} wrong={wrong !== undefined} />
    </fieldset>
  );
}

/** What the log knows of it, and where one sees what was counted. */
function KnownLine({ line: { said, page, partner_id } }: { line: EvidenceLine }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  return (
    <p class="known">
      {message(said)}{' '}
      <a class="no-print" href={to(page, { id: partner_id } as never)}>
        {t('rate.see')}
      </a>
    </p>
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
