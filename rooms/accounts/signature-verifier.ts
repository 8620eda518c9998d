import type { Identifier } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';

/** Who signed: a person by IIN, for an organisation by BIN where the certificate names one; and the certificate, by its issuer's name and its serial number in hex. */
export type Signer = { readonly iin: Identifier; readonly bin?: Identifier; readonly serial: string; readonly issuer: string };

/** Why a signature is not taken. */
export type SignatureFault = 'form' | 'content' | 'signature' | 'certificate' | 'expired' | 'revoked' | 'iin';

/** Judges national e-signatures. */
export type SignatureVerifier = {
  /**
   * Who signed exactly this content, by a certificate that held at that instant. `cms` is a CMS SignedData of one signer,
   * attached or detached. Refuses `wrong-signature` 401 {why}, `revocation-unknown` 503 and `verifier-unreachable` 503.
   */
  verify(cms: Uint8Array, content: Uint8Array, at: Date): Promise<Signer>;
};

export function wrongSignature(why: SignatureFault): Refusal {
  return new Refusal('wrong-signature', 401, { why });
}
