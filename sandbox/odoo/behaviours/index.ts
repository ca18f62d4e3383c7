/** Everything models do beyond storing. */
import type { Behaviours } from '../engine/behaviour.js';

export const behaviours: Behaviours = {};
