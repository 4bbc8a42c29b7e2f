import type { MovedKey } from '../../storage/moving/manifest.ts'
import type { StoredKey } from '../../storage/moving/stored-keys.ts'
import type { Secrets } from '../providers/secrets.ts'

/** Keys in the clear, for a backup that is sealed; those the key store cannot read are left out and counted. */
export async function revealKeys(
  stored: readonly StoredKey[],
  secrets: Pick<Secrets, 'reveal'>,
): Promise<{ keys: MovedKey[]; left: number }> {
  const keys: MovedKey[] = []
  let left = 0
  for (const { place, name, storage, content } of stored) {
    try {
      keys.push({ place, name, text: storage === 'protected' ? await secrets.reveal(content) : content })
    } catch {
      left += 1
    }
  }
  return { keys, left }
}
