/** What the forms of the log bring: files that may be kept, words, and partners by their names. */
import { z } from 'zod';
import { type Ctx, today } from '../../house/ctx.ts';
import { type FieldErrors, Invalid } from '../../house/errors.ts';
import { parse, requiredDay, requiredLine } from '../../house/parse.ts';
import { FILE_BYTES, prepareFile } from '../../house/stored-files.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { contactsOf } from '../../rooms/directory/contacts.ts';
import { MOST_FILES, type NewAttachment } from '../../rooms/outreach/attachments.ts';
import { logDraft } from '../../rooms/outreach/interaction.ts';
import type { NewInteraction } from '../../rooms/outreach/interactions.ts';
import { setNextStep } from '../../rooms/partners/next-steps.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { type PartnerName, partnersCalled } from '../../rooms/partners/partner-list.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { one } from '../../ui/field.ts';
import type { Values } from '../../ui/here.ts';
import type { UploadedFile } from '../shell/form-body.ts';
import type { Part } from './log-fields.tsx';

/** A form is a little larger than the files it brings. */
const FORM_AROUND = 200_000;
const MEGABYTES_TOGETHER = 3;

export const attachments = {
  bytes: () => MEGABYTES_TOGETHER * FILE_BYTES + FORM_AROUND,
  read: async (files: UploadedFile[]): Promise<NewAttachment[]> => {
    if (files.length > MOST_FILES)
      throw new Invalid({ files: { key: 'error.files_many', values: { most: MOST_FILES } } });
    const taken: NewAttachment[] = [];
    for (const { name, bytes } of files) taken.push({ ...(await prepareFile(bytes, 'files')), name });
    return taken;
  },
};

const withName = logDraft.safeExtend({ partner: z.string('error.log_partner').trim().min(1, 'error.log_partner') });
const nextStep = z.object({ next_what: requiredLine(300), next_due_on: requiredDay });

/** What is to be logged. Without `fixed`, the partner is the one that is named. All that is missing is said at once. */
export async function toLog(
  ctx: Ctx,
  fields: Values,
  fixed?: PartnerId,
): Promise<Omit<NewInteraction, 'files'> & { next: z.output<typeof nextStep> | null }> {
  const { partner_id, also, next_what, next_due_on, ...said } = fields;
  const wrong: FieldErrors = one(said.happened_on) > today(ctx) ? { happened_on: { key: 'error.future' } } : {};
  const name = one(fields.partner).trim();
  const draft = await gathered(wrong, () => parse(fixed ? logDraft : withName, said));
  const first = fixed ?? (name === '' ? undefined : await gathered(wrong, () => meant(ctx, one(partner_id), name)));
  const others = await gathered(wrong, () => alsoMeant(ctx, one(also)));
  const next = await gathered(wrong, () =>
    next_what || next_due_on ? parse(nextStep, { next_what, next_due_on }) : null,
  );
  if (!draft || !first || !others || Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return { ...draft, partners: [first, ...others], next: next ?? null };
}

/** What it gives; where it is refused, the refusal is added to the others. */
async function gathered<T>(wrong: FieldErrors, work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    Object.assign(wrong, error.fields);
    return undefined;
  }
}

/** Sets what is to be done next with the first of its partners. */
export async function setNext(ctx: Ctx, { partners: [id], next }: Awaited<ReturnType<typeof toLog>>): Promise<void> {
  if (next && id) await setNextStep(ctx, id, { what: next.next_what, due_on: next.next_due_on });
}

/** The partner that was chosen or named; throws Invalid where that is none, or not only one. */
async function meant(ctx: Ctx, id: string, name: string): Promise<PartnerId> {
  const called = await partnersCalled(ctx, name);
  const chosen = called.find((each) => each.id === id) ?? (called.length === 1 ? called[0] : undefined);
  if (chosen) return chosen.id;
  throw new Invalid(
    called.length === 0
      ? { partner: { key: 'error.log_nobody', values: { name } } }
      : { partner_id: { key: 'error.log_several' } },
  );
}

/** Others that are named, one in a line; each must mean one. */
export async function alsoMeant(ctx: Ctx, text: string): Promise<PartnerId[]> {
  const ids: PartnerId[] = [];
  for (const name of text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)) {
    const called = await partnersCalled(ctx, name);
    const [only] = called;
    if (!only) throw new Invalid({ also: { key: 'error.log_nobody', values: { name } } });
    if (called.length > 1) throw new Invalid({ also: { key: 'error.log_also_several', values: { name } } });
    ids.push(only.id);
  }
  return ids;
}

/** Those that what was typed may mean, where it was not only one. */
export const calledSo = async (ctx: Ctx, values: Values): Promise<PartnerName[]> =>
  partnersCalled(ctx, one(values.partner));

/** Who can have taken part in something with this partner, or with one that is not known yet. */
export async function partIn(ctx: Ctx, partner: Partner | null): Promise<Part> {
  const contacts = partner ? await contactsOf(ctx, partner.organization_id) : [];
  const members = await membersOf(ctx);
  return {
    persons: contacts.map(({ person_id, name, title }) => ({
      value: person_id,
      label: title ? `${name}, ${title}` : name,
    })),
    members: members.filter(({ id }) => id !== ctx.actor.id).map(({ id, name }) => ({ value: id, label: name })),
  };
}
