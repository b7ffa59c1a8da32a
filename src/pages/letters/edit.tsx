/** Writing a letter to the partners that were chosen in their list, and changing its text until it is sent. */
import type { Locale } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { FIELDS, type Letter, letterDraft, letterEdit, mayWriteLetters } from '../../rooms/letters/letter.ts';
import { changeLetter, writeLetter } from '../../rooms/letters/letters.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { chosenPartners } from '../../rooms/partners/partner-list.ts';
import { Empty } from '../../ui/bits.tsx';
import { Buttons, Fold, Form, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { idsIn } from '../partners/change.tsx';
import { Who } from '../partners/change-form.tsx';
import { Link } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { letterOf, letterTrail, onceSent } from './show.tsx';

export const newLetter = libraryPage<PartnerId[]>({
  path: '/letters/new',
  may: mayWriteLetters,
  load: idsIn,
  view: async ({ ctx, found: ids, again, to, language: { t } }) => {
    const partners = await chosenPartners(ctx, ids);
    return {
      title: t('letters.new_title'),
      body: (
        <div class="narrow">
          {partners.length === 0 && <Nobody />}
          {partners.length > 0 && (
            <>
              <Who partners={partners} />
              <Form again={again}>
                <Texts />
                <Buttons save={t('letters.write')} cancel={to('/partners')} />
              </Form>
            </>
          )}
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: ids, fields, go }) => {
    const partners = (await chosenPartners(ctx, ids)).map(({ id }) => id);
    const id = await writeLetter(ctx, parse(letterDraft, fields), partners);
    return go('/letters/:id', { id }).saying('notice.letter_written');
  },
});

function Nobody() {
  const { t } = useLanguage();
  return (
    <Empty text={t('letters.no_partners')}>
      <Link to="/partners">{t('letters.choose')}</Link>
    </Empty>
  );
}

export const editLetter = libraryPage<Letter>({
  path: '/letters/:id/edit',
  may: mayWriteLetters,
  instead: onceSent,
  load: letterOf,
  view: (asked) => {
    const { found: letter, again, to, language } = asked;
    const { t } = language;
    const { subject_en, body_en, subject_es, body_es } = letter;
    return {
      title: t('letters.edit'),
      trail: letterTrail(asked, letter),
      body: (
        <div class="narrow">
          <Form
            again={again}
            initial={{ subject_en, body_en, subject_es, body_es }}
            version={letter.version}
            labels={{ subject_en: t('letters.subject'), body_en: t('letters.body') }}
          >
            <Texts />
            <Buttons save={t('form.save')} cancel={to('/letters/:id', { id: letter.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeLetter(ctx, id, parse(letterEdit, fields));
    return go('/letters/:id', { id }).saying('notice.saved');
  },
});

function Texts() {
  const { t } = useLanguage();
  return (
    <>
      <Language locale="en" heading={t('letters.english')} />
      <Fold summary={t('letters.second')} names={['subject_es', 'body_es']}>
        <Language locale="es" heading={t('letters.spanish')} />
      </Fold>
    </>
  );
}

function Language({ locale, heading }: { locale: Locale; heading: string }) {
  const { t } = useLanguage();
  const fields = Object.keys(FIELDS[locale])
    .map((name) => `{${name}}`)
    .join(', ');
  return (
    <section class="part">
      <h2>{heading}</h2>
      <TextField name={`subject_${locale}`} label={t('letters.subject')} optional={locale === 'es'} />
      <TextArea
        name={`body_${locale}`}
        label={t('letters.body')}
        hint={t('letters.fields', { fields })}
        rows={10}
        optional={locale === 'es'}
      />
    </section>
  );
}
