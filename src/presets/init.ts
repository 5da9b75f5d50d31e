import { chain } from '../builders/shell.js'
import { stage, type StageBuilder } from '../builders/stage.js'
import type { PackageManager, StageStep } from '../builders/steps/packages.js'
import { baseImages, imageFacts } from '../images/index.js'
import type { CommonOptions } from './common-options.js'

type Wish = Pick<CommonOptions, 'init'>

/** What an image that can install packages needs for `init`. */
export const initPackages = ({ init }: Wish): readonly string[] => (init ? ['tini'] : [])

/**
 * The words before the program, so that tini is the first process: `/usr/bin/tini --`; none without `init`.
 *
 * @param manager what installed tini; absent where it was copied, to where Debian has it
 */
export const initWords = ({ init }: Wish, manager: PackageManager | undefined): readonly string[] =>
  init ? [manager === 'apk' ? '/sbin/tini' : '/usr/bin/tini', '--'] : []

/** ENTRYPOINT of an image whose program stands in CMD: tini, and behind it what the image would start anyway. */
export const initEntrypoint = (
  options: Wish,
  manager: PackageManager | undefined,
  image: string,
  own: readonly string[] = imageFacts(image)?.entrypoint ?? [],
): StageStep => {
  const words = initWords(options, manager)
  return words.length === 0 ? (stage) => stage : (stage) => stage.entrypoint([...words, ...own])
}

/** Debian's names of architectures that BuildKit calls otherwise. https://wiki.debian.org/SupportedArchitectures */
const architecture =
  'case "$TARGETARCH" in 386) arch=i386 ;; arm) arch=armhf ;; ppc64le) arch=ppc64el ;; *) arch=$TARGETARCH ;; esac'

/** Unpacks Debian's package of the target platform on the machine's own, so that nothing is emulated. */
const initStage = (): StageBuilder<'init', never> =>
  stage('init')
    .from(baseImages.debian, {
      platform: '$BUILDPLATFORM',
      comment: 'The first process of images that cannot install packages; unpacked only, so that nothing is emulated.',
    })
    .arg('TARGETARCH')
    .run(
      chain(
        architecture,
        'dpkg --add-architecture "$arch"',
        'apt-get update',
        'apt-get download "tini:$arch"',
        'dpkg --extract tini_*.deb /init',
        'rm -rf tini_*.deb /var/lib/apt/lists/*',
      ),
    )

/** COPY of tini, linked statically, into an image that cannot install it. */
export const copyInit =
  ({ init }: Wish) =>
  <Name extends string, Known extends string>(stage: StageBuilder<Name, Known>): StageBuilder<Name, Known | 'init'> =>
    init ? stage.copyFrom(initStage(), '/init/usr/bin/tini-static', '/usr/bin/tini', { link: true }) : stage
