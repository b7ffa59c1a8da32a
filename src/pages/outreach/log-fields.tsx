/**
 * What one says of what happened: how, in one line, and when; the rest folded. Which partner it was with, the form says
 * before them.
 */
import { FILES } from '../../house/stored-files.ts';
import { ASKERS, AUDIENCES, DIRECTIONS, KINDS } from '../../rooms/outreach/interaction.ts';
import { Checkboxes, FileField, Fold, type Option, Radios, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';

/** Who can have taken part. */
export type Part = { persons: Option[]; members: Option[] };

type Props = Part & {
  nextStep?: boolean;
  files?: boolean;
  /** Folded fields that hold something without being a reason to open the fold. */
  known?: readonly string[];
};

export function LogFields({ nextStep = false, files = true, known = [], ...part }: Props) {
  const { t, message } = useLanguage();
  return (
    <>
      <div class="chips-to-choose">
        <Radios
          name="kind"
          label={t('field.kind')}
          options={KINDS.map((kind) => ({ value: kind, label: message({ key: `interaction.kind_${kind}` }) }))}
        />
      </div>
      <TextField name="summary" label={t('field.summary')} hint={t('log.facts_hint')} />
      <TextField name="happened_on" type="date" label={t('field.happened_on')} />
      <Fold
        summary={nextStep ? t('log.more') : t('log.more_edit')}
        names={FOLDED.filter((name) => !known.includes(name))}
        plain="library both"
      >
        <Words files={files} />
        <Who {...part} />
        <Extent />
        <Advocacy />
        {nextStep && <Next />}
      </Fold>
    </>
  );
}

const FOLDED = [
  ...['body', 'audience', 'files', 'persons', 'members', 'also', 'direction', 'minutes', 'people_reached'],
  ...['advocacy_by', 'advocacy_what', 'next_what', 'next_due_on'],
];

function Words({ files }: { files: boolean }) {
  const { t, message } = useLanguage();
  return (
    <>
      <TextArea name="body" label={t('field.body')} optional rows={5} />
      <Radios
        name="audience"
        label={t('field.audience')}
        options={AUDIENCES.map((audience) => ({
          value: audience,
          label: message({ key: `audience.${audience}` }),
          hint: message({ key: `audience.${audience}_log` }),
        }))}
      />
      {files && (
        <FileField
          name="files"
          label={t('field.files')}
          hint={t('log.files_hint')}
          accept={FILES.join()}
          multiple
          optional
        />
      )}
    </>
  );
}

function Who({ persons, members }: Part) {
  const { t } = useLanguage();
  return (
    <>
      {persons.length > 0 && <Checkboxes name="persons" label={t('field.persons')} options={persons} columns />}
      {members.length > 0 && <Checkboxes name="members" label={t('field.members')} options={members} columns />}
      <TextArea name="also" label={t('field.also')} hint={t('log.also_hint')} rows={2} optional />
    </>
  );
}

function Extent() {
  const { t, message } = useLanguage();
  return (
    <>
      <Select
        name="direction"
        label={t('field.direction')}
        options={DIRECTIONS.toReversed().map((value) => ({
          value,
          label: message({ key: `interaction.direction_${value}` }),
        }))}
        otherwise="both"
      />
      <div class="row">
        <TextField name="minutes" label={t('field.minutes')} inputmode="numeric" width="short" optional />
        <TextField name="people_reached" label={t('field.people_reached')} inputmode="numeric" width="short" optional />
      </div>
    </>
  );
}

/** What an official was asked, or asked of us. */
function Advocacy() {
  const { t, message } = useLanguage();
  const askers = ASKERS.map((by) => ({ value: by, label: message({ key: `interaction.advocacy_${by}` }) }));
  return (
    <>
      <Select
        name="advocacy_by"
        label={t('field.advocacy_by')}
        hint={t('log.advocacy_hint')}
        options={[{ value: '', label: t('log.no_advocacy') }, ...askers]}
        optional
      />
      <TextField name="advocacy_what" label={t('field.advocacy_what')} optional />
    </>
  );
}

function Next() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="next_what" label={t('field.next_what')} hint={t('log.next_hint')} optional />
      <TextField name="next_due_on" type="date" label={t('field.next_due_on')} optional />
    </>
  );
}
