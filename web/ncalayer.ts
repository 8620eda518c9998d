/** NCALayer, the national program for signatures: it listens on the reader's own machine. */
const address = 'wss://127.0.0.1:13579';

/** Whether NCALayer runs here. */
export function findNcalayer(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address);
    socket.onopen = () => { resolve(true); socket.close(); };
    socket.onerror = () => resolve(false);
  });
}

/** Has NCALayer sign bytes in base64 and returns a detached CMS in base64; undefined when the reader would rather not, or it failed. */
export function signByNcalayer(bytes: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address);
    socket.onerror = socket.onclose = () => resolve(undefined);
    socket.onopen = () => socket.send(JSON.stringify({ module: 'kz.gov.pki.knca.commonUtils', method: 'createCAdESFromBase64', args: ['PKCS12', 'SIGNATURE', bytes, false] }));
    socket.onmessage = ({ data }) => {
      const { code, responseObject } = JSON.parse(String(data)) as { code?: string; responseObject?: string };
      // The first thing it says is its version.
      if (code === undefined) return;
      resolve(code === '200' && typeof responseObject === 'string' ? responseObject.replace(/\s/g, '') : undefined);
      socket.close();
    };
  });
}
