/** Whom the round is to hear: how many of each sector, of those who serve which people, and of each area. */
import { parse } from '../../house/parse.ts';
import {
  mayChangeRound,
  type Round,
  TARGET_KINDS,
  type Target,
  targetsDraft,
  targetsSaid,
} from '../../rooms/interviews/round.ts';
import { setTargets, targetsAsTyped, targetsOf } from '../../rooms/interviews/rounds.ts';
import { Buttons, Fold, Form, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { nested } from '../shell/form-body.ts';
import { libraryPage } from '../shell/page.ts';
import { type Kinds, kindsOf, roundOf, roundTrail, wordsOf } from './parts.tsx';

export const editTargets = libraryPage<Round>({
  path: '/interview-rounds/:id/targets',
  may: mayChangeRound,
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, again, to, language } = asked;
    const { t } = language;
    const kinds = await kindsOf(ctx);
    const initial = targetsAsTyped(await targetsOf(ctx, round.id));
    const labels = Object.fromEntries(
      TARGET_KINDS.flatMap((kind) =>
        kinds[kind].map(({ key, label }) => [`${kind}.${key}`, language.words(label)] as const),
      ),
    );
    return {
      title: t('interviews.targets'),
      trail: roundTrail(asked, round),
      body: (
        <div class="narrow">
          <p>{t('interviews.targets_text')}</p>
          <Form again={again} initial={initial} version={round.version} labels={labels}>
            <Targets kinds={kinds} />
            <Buttons save={t('form.save')} cancel={to('/interview-rounds/:id', { id: round.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const known = await kindsOf(ctx);
    const { version, ...said } = parse(targetsDraft, nested(fields));
    const isKnown = ({ kind, key }: Target) => wordsOf(known[kind], key) !== undefined;
    // A branch that was removed is in no form, and its number is there again when it comes back.
    const others = (await targetsOf(ctx, id)).filter((each) => !isKnown(each));
    await setTargets(ctx, id, { targets: [...targetsSaid(said).filter(isKnown), ...others], version });
    return go('/interview-rounds/:id', { id }).saying('notice.saved');
  },
});

function Targets({ kinds }: { kinds: Kinds }) {
  const { words, message } = useLanguage();
  return (
    <>
      {TARGET_KINDS.filter((kind) => kinds[kind].length > 0).map((kind) => (
        <Fold
          key={kind}
          summary={message({ key: `interviews.targets_${kind}` })}
          names={kinds[kind].map(({ key }) => `${kind}.${key}`)}
        >
          <div class="target-fields">
            {kinds[kind].map(({ key, label }) => (
              <TextField key={key} name={`${kind}.${key}`} label={words(label)} inputmode="numeric" width="short" />
            ))}
          </div>
        </Fold>
      ))}
    </>
  );
}
