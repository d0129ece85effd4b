package io.pxe4j.dhcp;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * iPXE's own options, option 175: what a build can do when it asks, how it shall behave when it is answered.
 *
 * <p>Immutable; owns its octets. Reading is tolerant: what stands before an overrun counts.
 */
public final class IpxeOptions extends SubOptions {
    // One option, END included: iPXE reads only the first instance.
    private static final int LIMIT = 254;

    static final OptionFormat<IpxeOptions> FORMAT = new Format<>("iPXE sub-options", true, IpxeOptions::new);

    private static final IpxeOptions NO_PROXY_DHCP =
            builder().set(IpxeOption.NO_PXEDHCP, true).build();

    private static final Set<Integer> SECRETS =
            Set.of(IpxeOption.PRIVATE_KEY.code(), IpxeOption.PASSWORD.code(), IpxeOption.REVERSE_PASSWORD.code());

    private IpxeOptions(TlvBlock block) {
        super(block);
    }

    /** "Do not wait for ProxyDHCP": for the offer of a DHCP server that also names the boot file. */
    public static IpxeOptions noProxyDhcp() {
        return NO_PROXY_DHCP;
    }

    /** Starts without sub-options. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether the sub-option is there, readable or not. */
    public boolean has(IpxeOption<?> option) {
        return holds(option);
    }

    /** The value of the sub-option; empty if it is absent or has another shape. */
    public <T> Optional<T> get(IpxeOption<T> option) {
        return value(option);
    }

    /** What this iPXE can do, in the order of the wire; features announced with value 0 are left out. */
    public Set<IpxeFeature> features() {
        Set<IpxeFeature> features = new LinkedHashSet<>();
        block().forEach((code, in, offset, length) -> {
            // A feature is there unless it says 0, in whatever length it says it.
            if (IpxeFeature.isFeature(code) && (length != 1 || in.getByte(offset) != 0)) {
                features.add(IpxeFeature.of(code));
            }
        });
        return features;
    }

    @Override
    SubOptionNames names() {
        return IpxeOption.KNOWN;
    }

    @Override
    boolean isSecret(int code) {
        return SECRETS.contains(code);
    }

    /** Collects sub-options. */
    public static final class Builder {
        private final TlvBlock.Builder block = new TlvBlock.Builder();

        private Builder() {}

        /**
         * Sets a sub-option.
         *
         * @throws IllegalArgumentException if the value cannot be written in 255 octets
         */
        public <T> Builder set(IpxeOption<T> option, T value) {
            block.set(option.code(), option.format(), value);
            return this;
        }

        /** Announces all that this client can do. */
        public Builder features(Iterable<IpxeFeature> features) {
            features.forEach(this::feature);
            return this;
        }

        /** Announces that this client can do something. */
        public Builder feature(IpxeFeature feature) {
            block.set(feature.code(), OptionFormats.FLAG, true);
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException if they take more than one option
         */
        public IpxeOptions build() {
            return new IpxeOptions(block.build("iPXE options", LIMIT));
        }
    }
}
