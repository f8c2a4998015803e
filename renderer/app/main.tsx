/** Placeholder of the window's start: shows that the page runs and the host answers. */
import { connectHost } from '../ui/connect.ts';

const root = document.getElementById('root');
const { client } = connectHost();
const status = await client.profile.status();
if (root !== null) root.textContent = JSON.stringify(status);
