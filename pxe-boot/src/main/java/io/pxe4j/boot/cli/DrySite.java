package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootFiles;
import io.pxe4j.boot.explain.DryRun;
import io.pxe4j.boot.explain.SiteSurvey;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.ProxyDhcpBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The engines that {@code explain} asks, put where the capture's own servers are unless the user says otherwise. */
final class DrySite {
    private static final Ip4Network USUAL_NETWORK = Ip4Network.of("10.0.0.0/24");
    private static final int MAX_POOL = 65_536;

    private final List<String> introduction;
    private final List<DryRun> engines;
    private final BootFiles files;

    private DrySite(List<String> introduction, List<DryRun> engines, BootFiles files) {
        this.introduction = List.copyOf(introduction);
        this.engines = List.copyOf(engines);
        this.files = files;
    }

    static Builder builder(SiteSurvey survey) {
        return new Builder(survey);
    }

    List<DryRun> engines() {
        return engines;
    }

    /** What clients boot there. */
    BootFiles files() {
        return files;
    }

    /** Says what is assumed. */
    void introduce(Consumer<String> out) {
        introduction.forEach(out);
        out.accept("");
    }

    static final class Builder {
        private final SiteSurvey survey;
        private Optional<Ip4> address = Optional.empty();
        private Optional<Ip4Network> network;
        private Optional<Arguments.Mode> mode = Optional.empty();
        private String addressesText = "";
        private Optional<BiConsumer<DhcpLeasingBuilder, Supplier<List<Ip4Network>>>> addresses = Optional.empty();
        private boolean keepCaptured = true;
        private Consumer<DhcpLeasingBuilder> leasing = none -> {};
        private Consumer<ProxyDhcpBuilder> proxying = none -> {};
        private BootFiles files = BootFiles.builder().build();
        private Optional<Ip4> tftpServer = Optional.empty();

        private Builder(SiteSurvey survey) {
            this.survey = survey;
            network = survey.network();
        }

        /** This server's address, perhaps with the length of its network's prefix. */
        void address(String text) {
            int slash = text.indexOf('/');
            Ip4 own = Ip4.of(slash < 0 ? text : text.substring(0, slash));
            if (slash >= 0) {
                network = Optional.of(Ip4Network.of(text));
            } else if (network.filter(seen -> seen.contains(own)).isEmpty()) {
                network = Optional.of(Ip4Network.of(own, USUAL_NETWORK.prefixLength()));
            }
            address = Optional.of(own);
        }

        void mode(Arguments.Mode only) {
            mode = Optional.of(only);
        }

        /** The addresses to hand out in place of those that the capture shows. */
        void addresses(
                String text,
                List<AddressPool> ranges,
                BiConsumer<DhcpLeasingBuilder, Supplier<List<Ip4Network>>> settings) {
            addressesText = text;
            addresses = Optional.of(settings);
            if (!ranges.isEmpty() && address.isEmpty()) {
                Ip4 member = ranges.get(0).first();
                if (network.filter(seen -> seen.contains(member)).isEmpty()) {
                    network = Optional.of(Ip4Network.of(member, USUAL_NETWORK.prefixLength()));
                }
            }
        }

        /** Whether clients get the addresses that they got in the capture, if those of the capture are handed out. */
        Builder keepCaptured(boolean keep) {
            keepCaptured = keep;
            return this;
        }

        Builder leasing(Consumer<DhcpLeasingBuilder> settings) {
            leasing = settings;
            return this;
        }

        Builder proxying(Consumer<ProxyDhcpBuilder> settings) {
            proxying = settings;
            return this;
        }

        /** What clients boot; an empty table stands for the usual names. */
        Builder files(BootFiles table, Optional<Ip4> tftpServer) {
            files = table;
            this.tftpServer = tftpServer;
            return this;
        }

        DrySite build() {
            Ip4Network place = network.orElse(USUAL_NETWORK);
            Ip4 addressServer = own(survey.addressServer(), place);
            Ip4 bootServer = own(survey.bootServer().or(survey::addressServer), place);
            BootFiles table = files.isEmpty() ? usualFiles(bootServer) : files;
            BootPolicy policy = tftpServer.map(table::policy).orElseGet(table::policy);
            ProxyDhcpBuilder proxySettings = ProxyDhcp.builder().policy(policy);
            proxying.accept(proxySettings);
            Function<EngineContext, DhcpEngine> proxy = proxySettings::build;

            List<String> introduction = new ArrayList<>();
            List<DryRun> engines = new ArrayList<>();
            if (mode.filter(Arguments.Mode.PROXY::equals).isEmpty()) {
                introduction.add("dhcp:  this server at " + addressServer + " hands out " + handedOut(place));
                DhcpLeasingBuilder settings = leasing(policy, place);
                engines.add(DryRun.of(
                        "dhcp",
                        addressServer,
                        place.prefixLength(),
                        context -> DhcpEngine.byPort(settings.build(context), proxy.apply(context))));
            }
            if (mode.filter(Arguments.Mode.DHCP::equals).isEmpty()) {
                introduction.add("proxy: this server at " + bootServer + " beside another address server");
                engines.add(DryRun.of("proxy", bootServer, place.prefixLength(), proxy));
            }
            introduction.add("files: " + table);
            return new DrySite(introduction, engines, table);
        }

        private String handedOut(Ip4Network place) {
            if (addresses.isPresent()) {
                return addressesText;
            }
            return keepCaptured ? place + ", to the capture's clients what they got" : place.toString();
        }

        private DhcpLeasingBuilder leasing(BootPolicy policy, Ip4Network place) {
            DhcpLeasingBuilder builder = DhcpLeasing.builder().policy(policy);
            if (addresses.isPresent()) {
                addresses.get().accept(builder, () -> List.of(place));
            } else {
                builder.pool(allOf(place));
                if (keepCaptured) {
                    survey.addresses().forEach(builder::reserve);
                }
            }
            leasing.accept(builder);
            return builder;
        }

        private static BootFiles usualFiles(Ip4 server) {
            return BootFiles.builder()
                    .bios("undionly.kpxe")
                    .uefiX64("snponly.efi")
                    .uefiArm64("ipxe.efi")
                    .uefiX64Http("http://" + server + "/snponly.efi")
                    .ipxe("boot.ipxe")
                    .build();
        }

        private Ip4 own(Optional<Ip4> seen, Ip4Network place) {
            return address.or(() -> seen.filter(place::contains))
                    .orElseGet(() -> new Ip4(place.address().bits() + 1));
        }

        /** Every host of the network, as far as a pool reaches. */
        private static AddressPool allOf(Ip4Network network) {
            int first = network.address().bits() + 1;
            long hosts = Math.min((1L << (32 - network.prefixLength())) - 2, MAX_POOL);
            return AddressPool.of(new Ip4(first), new Ip4(first + (int) Math.max(hosts - 1, 0)));
        }
    }
}
