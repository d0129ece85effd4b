package io.pxe4j.ipxe.language;

import static io.pxe4j.ipxe.language.CommandSpec.UNLIMITED;
import static io.pxe4j.ipxe.language.Declaration.command;

import java.util.stream.Stream;

/** The commands of {@code hci/commands} that configure and watch the network. */
final class NetworkCommands {
    private static final ArgumentSpec INTERFACE = ArgumentSpec.of("interface", ArgumentKind.INTERFACE);
    private static final OptionSpec CONFIGURATOR = OptionSpec.value('c', "configurator", ArgumentKind.CONFIGURATOR);
    private static final OptionSpec TIMEOUT = OptionSpec.value('t', "timeout", ArgumentKind.TIMEOUT);

    private NetworkCommands() {}

    static Stream<CommandSpec> all() {
        return Stream.of(interfaces(), services(), statistics())
                .flatMap(commands -> commands)
                .flatMap(Declaration::specs);
    }

    private static Stream<Declaration> interfaces() {
        return Stream.of(
                onInterfaces("ifopen"),
                onInterfaces("ifclose"),
                onInterfaces("ifstat"),
                onInterfaces("ifconf").option(CONFIGURATOR, TIMEOUT.since(2020, 7, 22)),
                command("dhcp")
                        .in(Feature.DHCP_CMD)
                        .takes(0, UNLIMITED, INTERFACE)
                        .option(CONFIGURATOR, TIMEOUT.since(2020, 7, 22)),
                onInterfaces("iflinkwait").since(2021, 1, 26).option(TIMEOUT),
                command("pxebs")
                        .in(Feature.DHCP_CMD)
                        .takes(2, 2, INTERFACE, ArgumentSpec.integer("server type", 0, 0xffff)),
                command("autoboot").in(Feature.AUTOBOOT_CMD).takes(0, UNLIMITED, INTERFACE),
                command("vcreate")
                        .in(Feature.VLAN_CMD)
                        .takes(1, 1, ArgumentSpec.of("trunk interface", ArgumentKind.INTERFACE))
                        .option(
                                OptionSpec.value('t', "tag", ArgumentSpec.integer("tag", 0, 4094)),
                                OptionSpec.value('p', "priority", ArgumentSpec.integer("priority", 0, 7))),
                command("vdestroy")
                        .in(Feature.VLAN_CMD)
                        .takes(1, 1, ArgumentSpec.of("VLAN interface", ArgumentKind.INTERFACE)),
                command("lotest")
                        .in(Feature.LOTEST_CMD)
                        .takes(2, 2, ArgumentSpec.of("sending interface", ArgumentKind.INTERFACE), INTERFACE)
                        .option(
                                OptionSpec.value('m', "mtu", ArgumentSpec.integer("mtu", 0, 0xffff)),
                                OptionSpec.flag('b', "broadcast")),
                command("startpxe").in(Feature.PXE_CMD).takes(0, UNLIMITED, INTERFACE),
                command("stoppxe").in(Feature.PXE_CMD),
                command("iwstat").in(Feature.IWMGMT_CMD).takes(0, UNLIMITED, INTERFACE),
                command("iwlist").in(Feature.IWMGMT_CMD).takes(0, UNLIMITED, INTERFACE));
    }

    private static Stream<Declaration> services() {
        return Stream.of(
                command("ping")
                        .in(Feature.PING_CMD)
                        .takes(1, 1, "host", ArgumentKind.STRING)
                        .option(
                                OptionSpec.value('s', "size", ArgumentSpec.integer("size", 0, 0xffff)),
                                TIMEOUT,
                                OptionSpec.value('c', "count", ArgumentSpec.integer("count", 0, 0xffff_ffffL))
                                        .since(2014, 10, 23),
                                OptionSpec.flag('q', "quiet").since(2014, 10, 23)),
                command("nslookup")
                        .in(Feature.NSLOOKUP_CMD)
                        .takes(
                                2,
                                2,
                                ArgumentSpec.of("setting", ArgumentKind.SETTING),
                                ArgumentSpec.of("name", ArgumentKind.STRING)),
                command("ntp").in(Feature.NTP_CMD).takes(1, 1, "server", ArgumentKind.STRING),
                command("sync").in(Feature.SYNC_CMD).option(TIMEOUT));
    }

    private static Stream<Declaration> statistics() {
        return Stream.of(
                shows("route", Feature.ROUTE_CMD),
                shows("ipstat", Feature.IPSTAT_CMD),
                shows("nstat", Feature.NEIGHBOUR_CMD),
                shows("profstat", Feature.PROFSTAT_CMD),
                shows("ibstat", Feature.IBMGMT_CMD),
                shows("fcstat", Feature.FCMGMT_CMD),
                command("fcels")
                        .in(Feature.FCMGMT_CMD)
                        .takes(1, 1, "request", ArgumentKind.STRING)
                        .option(
                                OptionSpec.value('p', "port", ArgumentKind.STRING),
                                OptionSpec.value('i', "id", ArgumentKind.STRING)));
    }

    private static Declaration onInterfaces(String name) {
        return command(name).in(Feature.IFMGMT_CMD).takes(0, UNLIMITED, INTERFACE);
    }

    private static Declaration shows(String name, Feature feature) {
        return command(name).in(feature).is(ResultKind.NEVER_FAILS);
    }
}
