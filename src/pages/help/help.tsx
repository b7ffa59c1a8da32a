/** Help, where one is: what a page is for, how its commonest things are done, and what its words mean. */
import { found } from '../../house/errors.ts';
import { useLanguage } from '../../ui/here.ts';
import { MENU, standingOf } from '../shell/menu.ts';
import { hostPage } from '../shell/page.ts';
import { type Topic, terms, topics } from './topics.ts';

export const help = hostPage({
  path: '/help',
  view: ({ language, visitor }) => ({
    title: language.t('help.title'),
    islands: visitor ? ['keys-switch'] : [],
    body: <Contents />,
  }),
});

function Contents() {
  const { t, locale } = useLanguage();
  return (
    <div class="narrow">
      <ul class="plain lines">
        {inOrder([...topics[locale]]).map(([key, topic]) => (
          <li key={key}>
            <a href={`/help/${key}`}>{topic.title}</a> <span class="quiet">{topic.for}</span>
          </li>
        ))}
      </ul>
      <h2>{t('help.keys')}</h2>
      <p>{t('help.keys_text')}</p>
      <p hidden data-island="keys-switch" data-on={t('help.keys_on')} data-off={t('help.keys_off')} />
      <h2>{t('help.words')}</h2>
      <Words keys={Object.keys(terms[locale])} />
    </div>
  );
}

/** As the menu has it; what stands nowhere there comes last. */
const inOrder = (all: [string, Topic][]): [string, Topic][] => {
  const place = ([, { at }]: [string, Topic]) => {
    const first = PLACES.indexOf(standingOf(at[0] ?? '')?.place.path ?? '-');
    return first < 0 ? PLACES.length : first;
  };
  return all.toSorted((one, other) => place(one) - place(other));
};
const PLACES = MENU.flatMap(({ places }) => places.map(({ path }) => path));

export const helpWith = hostPage({
  path: '/help/:topic',
  load: ({ param }) => {
    found(topics.en.get(param('topic')));
    return param('topic');
  },
  view: ({ found: key, language: { t, locale } }) => {
    const topic = found(topics[locale].get(key));
    return {
      title: t('help.with', { title: topic.title }),
      trail: [{ label: t('help.title'), href: '/help' }],
      body: <Show topic={topic} />,
    };
  },
});

function Show({ topic }: { topic: Topic }) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <p class="lead">{topic.for}</p>
      {topic.how.map(([question, answer]) => (
        <section key={question}>
          <h2>{question}</h2>
          <p>{answer}</p>
        </section>
      ))}
      {topic.words.length > 0 && <h2>{t('help.words')}</h2>}
      <Words keys={topic.words} />
    </div>
  );
}

function Words({ keys }: { keys: readonly string[] }) {
  const { locale } = useLanguage();
  return (
    <dl class="facts">
      {keys.map((key) => {
        const [term, meaning] = terms[locale][key] ?? [key, ''];
        return (
          <div key={key} id={key}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        );
      })}
    </dl>
  );
}
