/**
 * Scripts for iPXE, put together by type: what the language cannot say is refused when built, never written wrong.
 *
 * <p>Start at {@link io.pxe4j.ipxe.IpxeScript#builder()}. iPXE has no quotes and no escapes, ends a script at the
 * first line that fails, and expands settings after it has cut a line into words; the builder knows, and its user
 * need not.
 *
 * <pre>{@code
 * Label live = Label.of("live");
 * Label disk = Label.of("disk");
 * Label failed = Label.of("failed");
 * Initrd initrd = Initrd.of("http://192.0.2.1/live/initrd.img");
 *
 * IpxeScript script = IpxeScript.builder()
 *         .menu("What shall it be?", menu -> menu
 *                 .item(Key.of('l'), live, "Debian live")
 *                 .item(Key.of('d'), disk, "Local disk")
 *                 .defaultItem(disk)
 *                 .timeout(Duration.ofSeconds(10)))
 *         .orGoto(disk)
 *         .label(live)
 *         .kernel("http://192.0.2.1/live/vmlinuz").initrd(initrd).args("boot=live ip=dhcp").orGoto(failed)
 *         .initrd(initrd).orGoto(failed)
 *         .boot().orGoto(failed)
 *         .label(failed)
 *         .echo("Could not boot ", SettingRef.of("net0/mac"), " from the network")
 *         .sleep(Duration.ofSeconds(5)).ignoreFailure()
 *         .label(disk)
 *         .exit(1)
 *         .build();
 * }</pre>
 *
 * <p>gives
 *
 * <pre>
 * #!ipxe
 * menu What shall it be?
 * item --key l live Debian live
 * item --key d disk Local disk
 * choose --default disk --timeout 10000 selected &amp;&amp; goto ${selected} || goto disk
 * :live
 * kernel http://192.0.2.1/live/vmlinuz initrd=initrd.img boot=live ip=dhcp || goto failed
 * initrd --name initrd.img http://192.0.2.1/live/initrd.img || goto failed
 * boot || goto failed
 * :failed
 * echo Could not boot ${net0/mac} from the network
 * sleep 5 ||
 * :disk
 * exit 1
 * </pre>
 *
 * <p>Strings are literal whatever they hold: a {@link io.pxe4j.ipxe.SettingRef} is what stands for a value that only
 * the machine knows. {@code raw} lines are the way out for commands that have no method here, and are not checked.
 *
 * <p>{@link io.pxe4j.ipxe.IpxeScript#parse} reads a script that is there already. Tools that must keep every byte start at
 * {@link io.pxe4j.ipxe.syntax.ScriptSource}; {@link io.pxe4j.ipxe.lint.IpxeLinter} judges scripts,
 * {@link io.pxe4j.ipxe.eval.Evaluator} runs them without a machine, and {@link io.pxe4j.ipxe.language.BuildProfile} says
 * what one build of iPXE has.
 *
 * <p>Standards: <a href="https://datatracker.ietf.org/doc/html/rfc3986">RFC 3986</a> (URIs), <a
 * href="https://datatracker.ietf.org/doc/html/rfc4173">RFC 4173</a> (iSCSI root paths). The language itself is
 * defined by iPXE's sources.
 */
@NullMarked
package io.pxe4j.ipxe;

import org.jspecify.annotations.NullMarked;
