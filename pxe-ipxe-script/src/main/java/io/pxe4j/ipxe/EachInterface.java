package io.pxe4j.ipxe;

/** The network interface that a run of {@link FlowLines#forEachInterface} is about. */
public final class EachInterface {
    private final SettingRef counter;

    EachInterface(SettingRef counter) {
        this.counter = counter;
    }

    /** Its name, <code>net${nic}</code>. */
    public Text name() {
        return Text.of("net", counter);
    }

    /** Its number, from 0. */
    public SettingRef number() {
        return counter;
    }

    /** A setting of it, such as {@code mac} or {@code ip}: <code>${net${nic}/mac}</code>. */
    public IndirectSetting setting(String name) {
        return IndirectSetting.of("net", counter, "/" + SettingName.checked("setting name", name));
    }
}
