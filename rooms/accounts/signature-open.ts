import type { Config } from '#platform/config.ts';
import { readCms } from './signature-cms.ts';
import { ncanodeVerifier } from './signature-ncanode.ts';
import { rsaVerifier } from './signature-rsa.ts';
import { wrongSignature, type SignatureVerifier } from './signature-verifier.ts';

/** The verifier of the settings: RSA is judged here by certificates of the operator, all else by his NCANode. Refuses `wrong-setting` for certificates that cannot be read. */
export async function openVerifier({ roots, crls, ncanode }: NonNullable<Config['signatures']>): Promise<SignatureVerifier> {
  const rsa = roots !== undefined && crls !== undefined ? await rsaVerifier(roots, crls) : undefined;
  const other = ncanode === undefined ? undefined : ncanodeVerifier(ncanode);
  return {
    async verify(cms, content, at) {
      const verifier = readCms(cms).isRsa ? rsa ?? other : other;
      if (verifier === undefined) throw wrongSignature('certificate');
      return verifier.verify(cms, content, at);
    },
  };
}
