/**
 * A page for somebody outside who came by a link in a mail: in their language, without script, without a menu, and
 * about one thing. It says who asks, what will be kept and who sees it. Opening it changes nothing; its buttons act.
 * A link that has ended offers a new one, with the same words whoever asks: nobody learns which links there are.
 */
import { localeCalled } from '../../house/ctx.ts';
import { hashOf } from '../../house/ids.ts';
import { type Language, speak } from '../../house/messages.ts';
import type { Doors } from '../../rooms/agreements/signing/signing-mail.ts';
import type { GuestCtx, GuestLink, Purpose } from '../../rooms/guests/guest-link.ts';
import { type Came, enterAsGuest, sendAnew } from '../../rooms/guests/guest-links.ts';
import type { Again, Values } from '../../ui/here.ts';
import { landing } from '../shell/landing.ts';
import { type HostPage, hostPage } from '../shell/page.ts';
import { limit, type Visit } from '../shell/visit.ts';
import { AboutLink, Ended } from './parts.tsx';
import { doorsOf, waysOf } from './ways.ts';

/** What the page of a purpose is given. */
export type GuestAsked<F> = {
  ctx: GuestCtx;
  link: GuestLink;
  about: F;
  language: Language;
  again?: Again | undefined;
  /** From which network address they come. */
  address: string;
  /** Where mails lead that follow from what they do. */
  doors: Doors;
  /** What the last act has to say here, where it is not a refusal. */
  said: string;
};

type Declared<F> = {
  purpose: Purpose;
  /** What it is about; null once there is nothing more to say to it. */
  load: (ctx: GuestCtx, link: GuestLink) => Promise<F | null>;
  title: (asked: GuestAsked<F>) => string;
  View: (asked: GuestAsked<F>) => preact.JSX.Element;
  /** Scripts that only make a form nicer: none acts, because programs that guard mailboxes run them. */
  islands?: string[];
  /** By the name of the button that was pressed. A word that one returns is `said` on the page. */
  acts: Record<string, (asked: GuestAsked<F>, fields: Values) => Promise<unknown>>;
};

type Found<F> = Came & { about: F | null; language: Language };

export function guestPage<F>({ purpose, load, title, View, acts, islands = [] }: Declared<F>): HostPage {
  const find = async (visit: Visit): Promise<Found<F>> => {
    const came = await enterAsGuest(visit.host, visit.param('library'), visit.param('token'));
    const mine = came.link?.purpose === purpose ? came : { ...came, link: null, guest: null };
    const about = mine.guest && mine.link ? await load(mine.guest, mine.link) : null;
    return { ...mine, about, language: languageOf(visit, mine) };
  };
  const askedOf = (
    { guest, link, about, language }: Found<F>,
    { again, visit }: { again?: Again | undefined; visit: Pick<Visit, 'house' | 'clientAddress' | 'url'> },
  ): GuestAsked<F> | null => {
    if (!guest || !link || about === null) return null;
    const { clientAddress: address, url } = visit;
    const said = url.searchParams.get('said') ?? '';
    return { ctx: guest, link, about, language, again, address, said, doors: doorsOf(visit, guest) };
  };

  return hostPage<Found<F>>({
    path: `/l/:library/guest/${purpose}/:token`,
    load: find,
    view: ({ found, again, ...visit }) => {
      const { url, house } = visit;
      const asked = askedOf(found, { again, visit });
      const { t } = found.language;
      const library = found.ctx.library.name;
      if (!asked && found.guest)
        return {
          title: t('guest.over_title'),
          guest: { library, language: found.language },
          body: <p role="status">{t('guest.over', { library })}</p>,
        };
      if (!asked)
        return {
          title: t('guest.ended_title'),
          guest: { library, language: found.language },
          body: <Ended sent={url.searchParams.has('sent')} mailIsSent={house.mailIsSent} library={library} />,
        };
      return {
        title: title(asked),
        guest: { library, language: found.language },
        islands,
        body: (
          <>
            <View {...asked} />
            {asked.link.email && <AboutLink library={library} link={asked.link} />}
          </>
        ),
      };
    },
    submit: async ({ fields, found, ...visit }) => {
      await limit(visit, 'guestAddress', visit.clientAddress);
      await limit(visit, 'guestLink', hashOf(visit.param('token')).toString('hex'));
      // The language that was chosen stays.
      const lang = visit.url.searchParams.get('lang');
      const asked = askedOf(found, { visit });
      const here = (more: Record<string, string> = {}) => {
        const query = new URLSearchParams({ ...(lang && { lang }), ...more }).toString();
        return landing(visit.url.pathname + (query && `?${query}`));
      };
      if (!asked) {
        if (!found.guest) await sendAnew(found.ctx, found.link, waysOf(visit, found.ctx));
        return here({ sent: '1' });
      }
      const said = await acts[String(fields.do)]?.(asked, fields);
      return here(typeof said === 'string' ? { said } : {});
    },
  });
}

/** The one that they are written to in, or another that they choose here. */
function languageOf(visit: Visit, { ctx, link }: Came): Language {
  const locale = localeCalled(visit.url.searchParams.get('lang')) ?? link?.locale;
  return locale ? speak(locale, ctx.library.timeZone) : visit.language;
}
