/** Job sites as circles, and whether a machine is on one. */
import type { GeofenceSettings } from '../settings.js';

export interface Fence extends GeofenceSettings {
  /** Names it among all. */
  readonly key: string;
  /** Canonical job. */
  readonly projectId: string;
}

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_METRES = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance. */
export function metresBetween(a: Place, b: Place): number {
  const [north, east] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)];
  const part =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(part)));
}

/** Left only when it is a margin away, so that a place that jitters at the edge is no coming and going. */
export function isInside(place: Place, fence: Fence, wasInside: boolean, marginMetres: number): boolean {
  return metresBetween(place, fence) <= fence.radiusMetres + (wasInside ? marginMetres : 0);
}
