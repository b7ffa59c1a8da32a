/** The pages of agreements: written, read, signed, kept, renewed and ended. */
import type { Page } from '../shell/page.ts';
import {
  agreementClauseMove,
  agreementClauseNewest,
  agreementClauseRemoval,
  agreementClauses,
  editAgreementClause,
} from './clauses.tsx';
import { agreementComment, agreementComments } from './comments.tsx';
import { agreementRemoval, editAgreement, newAgreement } from './edit.tsx';
import { agreementEnding, agreementReopening } from './ending.tsx';
import { agreementDraftPdf, agreementScan, agreementVersionPdf, theirPaperFile } from './files.ts';
import { agreementNotice, agreementNoticeCancelling, agreementResuming, agreementSuspension } from './lasting.tsx';
import { agreementList } from './list.tsx';
import { documentDownload, documentRemoval, editDocument, newDocument } from './papers.tsx';
import { agreementExtension, agreementSigning, agreementWithdrawal, signerAsking } from './sending.tsx';
import { agreementReaders } from './sharing.tsx';
import { showAgreement } from './show.tsx';
import { agreementPaper, agreementSides } from './sides.tsx';
import { agreementSignedPaper, agreementTelling } from './signed-paper.tsx';
import { agreementSigner } from './signer.tsx';
import { verifyAgreement } from './verify.tsx';
import { agreementDraftPage, agreementVersion } from './versions.tsx';

export const agreementPages: Page[] = [
  ...[agreementList, newAgreement, showAgreement, editAgreement, agreementRemoval, agreementSides, agreementPaper],
  ...[agreementClauses, editAgreementClause, agreementClauseMove, agreementClauseNewest, agreementClauseRemoval],
  ...[agreementReaders, agreementComments, agreementComment],
  ...[agreementSigning, agreementWithdrawal, agreementExtension, signerAsking, agreementSigner],
  ...[agreementSignedPaper, agreementTelling, agreementVersion, agreementDraftPage],
  ...[agreementDraftPdf, agreementVersionPdf, agreementScan, theirPaperFile],
  ...[agreementSuspension, agreementResuming, agreementNotice, agreementNoticeCancelling],
  ...[agreementEnding, agreementReopening, newDocument, editDocument, documentRemoval, documentDownload],
  verifyAgreement,
];
