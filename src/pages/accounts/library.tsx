/** The library's name, time zone, language and the bands its figures are read with. */
import type { Language } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import { librarySettings, mayChangeSettings } from '../../rooms/accounts/account.ts';
import { changeLibrary, librarySettingsOf } from '../../rooms/accounts/library-settings.ts';
import { Buttons, Checkbox, Form, Select, TextField } from '../../ui/form.tsx';
import { useLanguage, type Values } from '../../ui/here.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { localeOptions } from './locales.ts';
import { timeZoneOptions } from './time-zones.ts';

export const librarySettingsPage = libraryPage({
  path: '/settings',
  may: mayChangeSettings,
  view: async (asked) => {
    const { ctx, language } = asked;
    return {
      title: language.t('settings.library'),
      body: <Settings asked={asked} stored={await librarySettingsOf(ctx)} />,
    };
  },
  submit: async ({ ctx, fields, go }) => {
    await changeLibrary(ctx, parse(librarySettings, fields));
    return go('/settings').saying('notice.saved');
  },
});

type Stored = Awaited<ReturnType<typeof librarySettingsOf>>;

function Settings({ asked: { again, ctx, house }, stored }: { asked: LibraryViewing; stored: Stored }) {
  const { t } = useLanguage();
  const labels = labelsIn(t);
  return (
    <Form again={again} initial={initialOf(stored)} version={stored.version} labels={labels} class="narrow">
      <TextField name="name" label={labels.name} />
      <TextField name="website" label={labels.website} hint={t('settings.website_hint')} optional />
      <Select name="time_zone" label={labels.time_zone} options={timeZoneOptions} />
      <Select name="locale" label={labels.locale} options={localeOptions} />
      <h2>{t('settings.bands')}</h2>
      <p>{t('settings.bands_text')}</p>
      <TextField name="holds_up_from" label={labels.holds_up_from} inputmode="decimal" width="short" />
      <TextField name="mixed_from" label={labels.mixed_from} inputmode="decimal" width="short" />
      <h2>{t('settings.public')}</h2>
      <p>{t('settings.public_text')}</p>
      <Checkbox
        name="public_directory"
        label={labels.public_directory}
        hint={t('settings.public_hint', { address: `${house.baseUrl}/hsds/${ctx.library.slug}/` })}
      />
      <Buttons save={t('form.save')} />
    </Form>
  );
}

const initialOf = (stored: Stored): Values => ({
  ...stored,
  holds_up_from: (stored.holds_up_from / 10).toFixed(1),
  mixed_from: (stored.mixed_from / 10).toFixed(1),
  public_directory: stored.public_directory ? 'on' : '',
  color: undefined,
  version: undefined,
});

const labelsIn = (t: Language['t']) => ({
  name: t('field.library_name'),
  website: t('field.website'),
  time_zone: t('field.time_zone'),
  locale: t('field.locale'),
  holds_up_from: t('settings.holds_up_from'),
  mixed_from: t('settings.mixed_from'),
  public_directory: t('settings.public_directory'),
});
