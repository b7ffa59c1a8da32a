/** The form for a new list: its file, what it is of, and where it is from. */
import type { ImportLimits } from '../../../house/env.ts';
import { TARGETS } from '../../../rooms/sourcing/imports/import.ts';
import { MAX_COLUMNS } from '../../../rooms/sourcing/imports/reading/sheet.ts';
import { Buttons, FileField, Fold, Form, Radios, TextField } from '../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';

const ACCEPT = '.csv,.tsv,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.vcf,.zip,.json,.ndjson';

type Props = { limits: Pick<ImportLimits, 'rows' | 'fileBytes'>; again: Again | undefined };

export function NewList({ limits: { rows, fileBytes }, again }: Props) {
  const { t, message } = useLanguage();
  const limits = { rows, megabytes: Math.round(fileBytes / 1_000_000), columns: MAX_COLUMNS };
  const targets = TARGETS.map((target) => ({
    value: target,
    label: message({ key: `import.target_${target}` }),
    hint: message({ key: `import.target_${target}_hint` }),
  }));
  return (
    <Form again={again} initial={{ target: 'partners' }} class="narrow" files>
      <FileField name="file" label={t('imports.file')} hint={t('imports.file_hint', limits)} accept={ACCEPT} multiple />
      <Radios name="target" label={t('imports.target')} options={targets} />
      <Fold summary={t('imports.more')} names={['source', 'vintage']}>
        <TextField name="source" label={t('imports.source')} hint={t('imports.source_hint')} optional />
        <TextField name="vintage" label={t('imports.vintage')} hint={t('imports.vintage_hint')} optional />
      </Fold>
      <Buttons save={t('imports.read')} />
    </Form>
  );
}
