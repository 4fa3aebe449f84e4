import { ref } from 'vue'
import { settings } from '../../shared/storage/local'
import type { Verdict } from '../state/checks'

export const soundOn = ref(settings.load('gate.sound', true))

export function setSound(on: boolean): void {
  soundOn.value = on
  settings.save('gate.sound', on)
}

interface Signal {
  /** Tones as [hertz, seconds]. */
  tones: [number, number][]
  /** Milliseconds of shaking and rest. */
  shakes: number[]
}

/** Each answer sounds and shakes differently, so that a guard need not look: up, level twice, low and long. */
const SIGNALS: Record<Verdict | 'compare', Signal> = {
  green: { tones: [[660, 0.09], [990, 0.16]], shakes: [60] },
  yellow: { tones: [[520, 0.16], [0, 0.08], [520, 0.16]], shakes: [140, 90, 140] },
  red: { tones: [[200, 0.7]], shakes: [500] },
  invalid: { tones: [[330, 0.14], [240, 0.14], [180, 0.3]], shakes: [90, 60, 90, 60, 250] },
  compare: { tones: [[520, 0.1], [0, 0.06], [780, 0.1]], shakes: [60, 80, 60] },
  old: { tones: [[780, 0.12], [0, 0.06], [520, 0.12]], shakes: [100, 60, 100] },
  unknown: { tones: [[420, 0.12]], shakes: [60, 60, 60] },
}

let audio: AudioContext | null = null

/** Browsers play sound only after a touch; call on the first one. */
export function wakeSound(): void {
  audio ??= typeof AudioContext === 'undefined' ? null : new AudioContext()
  void audio?.resume()
}

function play(tones: [number, number][]): void {
  if (!audio) return
  let at = audio.currentTime + 0.02
  for (const [hertz, seconds] of tones) {
    if (hertz) tone(audio, hertz, at, seconds)
    at += seconds
  }
}

function tone(context: AudioContext, hertz: number, at: number, seconds: number): void {
  const source = context.createOscillator()
  const volume = context.createGain()
  source.type = hertz < 300 ? 'square' : 'sine'
  source.frequency.value = hertz
  volume.gain.setValueAtTime(0.0001, at)
  volume.gain.exponentialRampToValueAtTime(0.4, at + 0.015)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + seconds)
  source.connect(volume).connect(context.destination)
  source.start(at)
  source.stop(at + seconds)
}

export function signal(verdict: Verdict | 'compare'): void {
  if (!soundOn.value) return
  wakeSound()
  play(SIGNALS[verdict].tones)
  navigator.vibrate?.(SIGNALS[verdict].shakes)
}
