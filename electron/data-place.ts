import { statfs } from 'node:fs/promises'

/** Whether a folder lies on this computer or on a drive of another; `unknown` where the system does not tell. */
export type DataPlace = 'here' | 'network' | 'unknown'

/**
 * Kinds of file systems that are reached over a network, by the numbers Linux gives them (statfs(2), linux/magic.h): NFS, SMB, CIFS,
 * SMB2, 9P, AFS, Coda, NCP, Ceph, Lustre, OCFS2, GFS2, BeeGFS.
 */
const networkKinds: ReadonlySet<number> = new Set([
  ...[0x69_69, 0x51_7b, 0xff_53_4d_42, 0xfe_53_4d_42, 0x01_02_19_97, 0x53_46_41_4f, 0x6b_41_46_53],
  ...[0x73_75_72_45, 0x56_4c, 0x00_c3_64_00, 0x0b_d0_0b_d0, 0x74_61_63_6f, 0x01_16_19_70, 0x19_83_03_26],
])

/** Windows tells it by the name alone: `\\server\share` is another computer; a letter that stands for one is not recognised. */
export async function dataPlaceOf(
  folder: string,
  platform: NodeJS.Platform,
  kindOf: (folder: string) => Promise<number> = async (path) => (await statfs(path)).type,
): Promise<DataPlace> {
  if (platform === 'win32') return /^\\\\(?:\?\\UNC\\|(?![?.]\\))/i.test(folder) ? 'network' : 'here'
  if (platform !== 'linux') return 'unknown'
  try {
    // As an unsigned number: some of them come with the sign bit set.
    return networkKinds.has((await kindOf(folder)) >>> 0) ? 'network' : 'here'
  } catch {
    return 'unknown'
  }
}
