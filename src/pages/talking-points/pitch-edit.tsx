/** Putting a pitch together for one partner: the points that are suggested for it, what they want, and one ask. */
import type { Locale } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { findOrganization, type Organization } from '../../rooms/directory/organizations.ts';
import { toSector } from '../../rooms/directory/sectors.ts';
import { population } from '../../rooms/guide/guide.ts';
import { findPartner, type Partner } from '../../rooms/partners/partners.ts';
import { tellable } from '../../rooms/stories/stories.ts';
import { storyIn } from '../../rooms/stories/story.ts';
import { mayPitch, type Pitch, pitchDraft, pitchEdit } from '../../rooms/talking-points/pitch.ts';
import { changePitch, findPitch, makePitch, pitchAsTyped } from '../../rooms/talking-points/pitches.ts';
import { listenerFor, type Suggested, suggestedFor } from '../../rooms/talking-points/suggested.ts';
import { pointIn } from '../../rooms/talking-points/talking-point.ts';
import { talkingPoints } from '../../rooms/talking-points/talking-points.ts';
import { Buttons, Checkboxes, Fold, Form, type Option, Radios, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { partnerOf } from '../partners/partner.ts';
import { partnerTrail } from '../partners/trail.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { listenerLabel } from './list.tsx';

/** So many are ticked at first. */
const FIRST = 3;

export const newPitch = libraryPage<Partner>({
  path: '/partners/:id/pitches/new',
  may: mayPitch,
  load: partnerOf,
  view: async (asked) => {
    const { ctx, found: partner, again, to, language, url } = asked;
    const locale = (url.searchParams.get('in') === 'es' ? 'es' : language.locale) as Locale;
    const organization = await findOrganization(ctx, partner.organization_id);
    const suggested = suggestedFor(organization, await talkingPoints(ctx));
    // That somebody serves families does not make it a school: by whom it serves nothing is ticked, only suggested.
    const ticked = suggested.filter(({ sector, population }) => sector || !population).slice(0, FIRST);
    const initial = { locale, points: ticked.map(({ point }) => point.id as string) };
    return {
      title: language.t('pitches.new', { name: partner.name }),
      trail: partnerTrail(asked, partner),
      body: (
        <div class="narrow">
          <Form again={again} initial={initial}>
            <Fields suggested={suggested} others={[]} stories={await storyOptions(asked)} />
            <Buttons save={language.t('pitches.save')} cancel={to('/partners/:id', { id: partner.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: partner, fields, go }) => {
    const organization = await findOrganization(ctx, partner.organization_id);
    const draft = parse(pitchDraft, fields);
    const id = await makePitch(ctx, partner.id, { ...draft, listener: listenerFor(organization) });
    return go('/pitches/:id', { id }).saying('notice.saved');
  },
});

export const pitchOf = ({ ctx, id }: LibraryVisit) => findPitch(ctx, id());
export const pitchTrail = (visit: LibraryVisit, { id, partner, partner_id, ask }: Pitch) => [
  ...partnerTrail(visit, { id: partner_id, name: partner }),
  { label: ask, href: visit.to('/pitches/:id', { id }) },
];

export const editPitch = libraryPage<Pitch>({
  path: '/pitches/:id/edit',
  may: mayPitch,
  load: pitchOf,
  view: async (asked) => {
    const { ctx, found: pitch, again, to, language } = asked;
    const { t } = language;
    const about = await organizationOf(asked, pitch);
    const all = await talkingPoints(ctx);
    const suggested = suggestedFor(about, all);
    const others = all.filter(({ id }) => pitch.points.includes(id) && !suggested.some((each) => each.point.id === id));
    return {
      title: t('pitches.edit'),
      trail: pitchTrail(asked, pitch),
      body: (
        <div class="narrow">
          <Form
            again={again}
            initial={{ ...pitchAsTyped(pitch), points: pitch.points }}
            version={pitch.version}
            labels={{ ask: t('field.ask'), they_want: t('pitches.they_want'), points: t('points.title') }}
          >
            <Fields
              suggested={suggested}
              others={others.map((point) => ({ point }))}
              stories={await storyOptions(asked)}
            />
            <input type="hidden" name="listener" value={pitch.listener} />
            <Buttons save={t('form.save')} cancel={to('/pitches/:id', { id: pitch.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changePitch(ctx, id, parse(pitchEdit, fields));
    return go('/pitches/:id', { id }).saying('notice.saved');
  },
});

async function organizationOf({ ctx }: LibraryVisit, pitch: Pitch): Promise<Organization> {
  return findOrganization(ctx, (await findPartner(ctx, pitch.partner_id)).organization_id);
}

/** Those that may be told. */
async function storyOptions({ ctx, language: { locale } }: LibraryVisit): Promise<Option[]> {
  return (await tellable(ctx)).map((story) => ({ value: story.id, label: storyIn(story, locale).title }));
}

type FieldProps = { suggested: Suggested[]; others: Suggested[]; stories: Option[] };

function Fields({ suggested, others, stories }: FieldProps) {
  const { t } = useLanguage();
  const first = suggested.filter(({ sector, population }) => sector || population);
  const general = suggested.filter((each) => !first.includes(each));
  return (
    <>
      <TextArea name="they_want" label={t('pitches.they_want')} hint={t('pitches.they_want_hint')} rows={3} optional />
      <TextArea name="we_give" label={t('pitches.we_give')} hint={t('pitches.we_give_hint')} rows={3} optional />
      <TextField name="ask" label={t('field.ask')} hint={t('pitches.ask_hint')} />
      <Points suggested={[...first, ...others, ...general]} />
      {stories.length > 0 && (
        <Select
          name="story_id"
          label={t('pitches.story')}
          options={[{ value: '', label: t('pitches.no_story') }, ...stories]}
          optional
        />
      )}
      <Fold summary={t('pitches.in_language')} names={[]}>
        <Radios name="locale" label={t('field.locale')} options={localeOptions} />
      </Fold>
    </>
  );
}

function Points({ suggested }: { suggested: Suggested[] }) {
  const { t, locale, words } = useLanguage();
  const why = ({ sector, population: serves, point }: Suggested) => {
    if (sector) return t('pitches.why_sector', { sector: words(toSector({ key: sector, label: null }).label) });
    const label = serves && population(serves)?.label;
    if (label) return t('pitches.why_population', { population: words(label) });
    const listener = listenerLabel(point.listener);
    return listener ? t('points.for', { listener: words(listener) }) : t('points.for_all');
  };
  return (
    <Checkboxes
      name="points"
      label={t('field.points')}
      hint={t('pitches.points_hint')}
      options={suggested.map((each) => ({
        value: each.point.id,
        label: pointIn(each.point, locale).title,
        hint: why(each),
      }))}
    />
  );
}
