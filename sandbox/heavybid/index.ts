export { createHeavybidSimulator, HEAVYBID_CLIENT, type HeavybidSimulator } from './simulator.js';
