// hero serve --database postgresql://… does the same.
import { lifeOfATicket } from './life.mjs';

lifeOfATicket('postgres');
