export { connect, loadIdentity } from './identity.ts';
