/** The code book of a round: its themes, how many leaders speak of each, and new ones. */
import { idFrom } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { askedIn } from '../../rooms/interviews/matrix.ts';
import { mayInterview, type Round } from '../../rooms/interviews/round.ts';
import { roundsOf } from '../../rooms/interviews/rounds.ts';
import { type Theme, themeDraft } from '../../rooms/interviews/theme.ts';
import { addTheme, copyThemes, themesOf } from '../../rooms/interviews/themes.ts';
import { Empty, Scroll } from '../../ui/bits.tsx';
import { one } from '../../ui/field.ts';
import { Buttons, Checkbox, Form, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { roundOf, roundTrail } from './parts.tsx';

export const codeBook = libraryPage<Round>({
  path: '/interview-rounds/:id/themes',
  may: anyMember,
  maySubmit: mayInterview,
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, language } = asked;
    const { t } = language;
    const themes = await themesOf(ctx, round.id);
    const held = await askedIn(ctx, round.id);
    const marked = held.filter((each) => each.marked).length;
    const mine = mayInterview(ctx.actor, round);
    const others = mine ? (await roundsOf(ctx)).filter(({ id }) => id !== round.id) : [];
    return {
      title: t('interviews.themes'),
      trail: roundTrail(asked, round),
      actions: (
        <>
          <Link class="button low" to="/interview-rounds/:id/matrix" at={{ id: round.id }}>
            {t('interviews.matrix')}
          </Link>
          <Link class="button low" to="/interview-rounds/:id/agreement" at={{ id: round.id }} about={round}>
            {t('interviews.agreement')}
          </Link>
        </>
      ),
      body: (
        <>
          <p class="lead">{t('interviews.themes_text')}</p>
          <p>{t('interviews.how_many_marked', { marked, held: held.length })}</p>
          <CodeBook themes={themes} of={marked} />
          {mine && <Adding asked={asked} others={others} />}
        </>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    if (fields.from === undefined) {
      await addTheme(ctx, id, parse(themeDraft, fields));
      return go('/interview-rounds/:id/themes', { id }).saying('notice.theme_added');
    }
    const count = await copyThemes(ctx, id, idFrom(one(fields.from)));
    return go('/interview-rounds/:id/themes', { id }).saying('notice.themes_copied', { count });
  },
});

function CodeBook({ themes, of }: { themes: Theme[]; of: number }) {
  const { t } = useLanguage();
  const { to } = useAround();
  if (themes.length === 0) return <Empty text={t('interviews.no_themes')} />;
  return (
    <Scroll label={t('interviews.themes')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('interviews.theme')}</th>
            <th scope="col">{t('interviews.what_it_is')}</th>
            <th scope="col">{t('interviews.leaders')}</th>
          </tr>
        </thead>
        <tbody>
          {themes.map(({ id, name, description, example, is_need, leaders }, at) => (
            <tr key={id}>
              <th scope="row">
                {at + 1} <a href={to('/interview-themes/:id', { id })}>{name}</a>
                {is_need && <span class="quiet block">{t('interviews.is_need')}</span>}
              </th>
              <td data-label={t('interviews.what_it_is')}>
                {description}
                {example && <span class="quiet block">{t('interviews.for_example', { example })}</span>}
              </td>
              <td class="number" data-label={t('interviews.leaders')}>
                {t('interviews.of', { held: leaders, wanted: of })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Adding({ asked, others }: { asked: LibraryViewing<Round>; others: Round[] }) {
  const { t } = useLanguage();
  const copying = asked.again?.values.from !== undefined;
  return (
    <section class="part narrow no-print">
      <h2>{t('interviews.add_theme')}</h2>
      <Form again={copying ? undefined : asked.again}>
        <ThemeFields />
        <Buttons save={t('interviews.save_theme')} />
      </Form>
      {others.length > 0 && (
        <Form again={copying ? asked.again : undefined}>
          <Select
            name="from"
            label={t('interviews.copy_themes')}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <button type="submit" class="quiet-button">
            {t('interviews.copy')}
          </button>
        </Form>
      )}
    </section>
  );
}

export function ThemeFields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="name" label={t('interviews.theme')} hint={t('interviews.theme_hint')} />
      <TextArea name="description" label={t('interviews.what_it_is')} rows={2} />
      <TextField name="example" label={t('interviews.example')} hint={t('interviews.example_hint')} optional />
      <Checkbox name="is_need" label={t('interviews.need')} hint={t('interviews.need_hint')} />
    </>
  );
}
