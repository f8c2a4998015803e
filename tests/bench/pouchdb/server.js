/** The peer's server: express-pouchdb over LevelDB. Tells its address; ends with its input. */
import path from 'node:path';
import process from 'node:process';
import express from 'express';
import makeHandler from 'express-pouchdb';
import PouchDB from 'pouchdb';

const [folder] = process.argv.slice(2);
const Served = PouchDB.defaults({ prefix: folder + path.sep });
const app = express();
app.use(
  '/db',
  makeHandler(Served, {
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
    logPath: path.join(folder, 'log.txt'),
  }),
);
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}/db` })}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
