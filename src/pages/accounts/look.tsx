/** The library's logo and its colour; and both as files, which browsers keep as long as they stay the same. */
import { NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { findFile, PICTURE_BYTES, PICTURES, type Prepared, preparePicture } from '../../house/stored-files.ts';
import { anyMember, mayChangeSettings } from '../../rooms/accounts/account.ts';
import { librarySettingsOf } from '../../rooms/accounts/library-settings.ts';
import { changeLook, colorsOf, lookDraft } from '../../rooms/accounts/look.ts';
import { Buttons, Checkbox, FileField, Form, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';

type Logo = (Prepared & { name: string }) | null;

/** A form is a little larger than the file it brings. */
const FORM_AROUND = 100_000;

export const look = libraryPage<undefined, Logo>({
  path: '/settings/look',
  may: mayChangeSettings,
  view: async (asked) => ({
    title: asked.language.t('settings.look'),
    body: <Look asked={asked} stored={await librarySettingsOf(asked.ctx)} />,
  }),
  files: {
    bytes: () => PICTURE_BYTES + FORM_AROUND,
    read: async ([file]) => (file ? { ...(await preparePicture(file.bytes, 'logo')), name: file.name } : null),
  },
  submit: async ({ ctx, fields, brought, go }) => {
    await changeLook(ctx, parse(lookDraft, fields), brought);
    return go('/settings/look').saying('notice.saved');
  },
});

type Stored = Awaited<ReturnType<typeof librarySettingsOf>>;

function Look({ asked: { again, ctx, to }, stored }: { asked: LibraryViewing; stored: Stored }) {
  const { t } = useLanguage();
  const { logo, name } = ctx.library;
  return (
    <Form
      again={again}
      initial={{ color: stored.color ?? '' }}
      version={stored.version}
      labels={{ color: t('field.color') }}
      class="narrow"
      files
    >
      {logo && (
        <img class="logo-shown" src={to('/files/:sha256', { sha256: logo })} alt={t('settings.logo_of', { name })} />
      )}
      <FileField
        name="logo"
        label={t('field.logo')}
        hint={t('settings.logo_hint', { megabytes: PICTURE_BYTES / 1_000_000 })}
        accept={PICTURES.join()}
      />
      {logo && <Checkbox name="remove_logo" label={t('settings.remove_logo')} />}
      <TextField name="color" label={t('field.color')} hint={t('settings.color_hint')} width="short" optional />
      <Buttons save={t('form.save')} />
    </Form>
  );
}

const KEPT = 'private, max-age=31536000, immutable';

/** The logo. Every other file is handed out by the page of what it belongs to, which asks who may have it. */
export const storedFile = libraryPage({
  path: '/files/:sha256',
  may: anyMember,
  load: ({ ctx, param }) => {
    if (param('sha256') !== ctx.library.logo) throw new NotFound();
    return findFile(ctx, param('sha256'));
  },
  view: ({ found: { type, bytes } }) =>
    new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type, 'Cache-Control': KEPT } }),
});

/** The colour as a style sheet, under an address that names it. */
export const lookSheet = libraryPage({
  path: '/look/:color',
  may: anyMember,
  type: 'text/css; charset=utf-8',
  view: ({ ctx, param }) => {
    const { color } = ctx.library;
    if (!color || color !== `#${param('color')}`) throw new NotFound();
    const { light, dark, onLight, onDark } = colorsOf(color);
    const css = `:root:root { --accent: light-dark(${light}, ${dark}); --on-accent: light-dark(${onLight}, ${onDark}); }
@media print { :root:root { --accent: #000; } }`;
    return new Response(css, { headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': KEPT } });
  },
});
