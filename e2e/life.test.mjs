import { lifeOfATicket } from './life.mjs';

lifeOfATicket('sqlite');
