// Says in one sentence what is missing where npm could bring no Node of its own. Plain JavaScript: an old Node must be
// able to read it.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Common Table needs Node 22.18 or newer, and this is ${process.version}. ` +
      'On Linux x64 "npm ci" brings Node 24 by itself; elsewhere install it first.',
  );
  process.exit(1);
}
