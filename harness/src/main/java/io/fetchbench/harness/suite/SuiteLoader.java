package io.fetchbench.harness.suite;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fetchbench.harness.Quantities;
import io.fetchbench.harness.Names;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.draw.DelayDistribution;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads suites: the built-in ones by name, others from a file. Every fault is a {@link UserError} that names its place. */
public final class SuiteLoader {
    /** The built-in suites, the default first. */
    public static final List<String> BUILT_IN = List.of("quick", "standard", "full", "soak");

    private static final int LARGEST_FILE_BYTES = 1 << 20;
    private static final YAMLMapper YAML = mapper();

    private SuiteLoader() {}

    private record SuiteSpec(String name, String description, List<String> styles, Integer rounds,
            List<WorkloadSpec> workloads) {}

    /**
     * Loads a suite.
     *
     * @param nameOrFile a built-in suite's name, or the path of a YAML file
     * @return the suite, complete and checked
     * @throws UserError if there is none such, or it can't be read
     */
    public static Suite load(String nameOrFile) {
        if (BUILT_IN.contains(nameOrFile)) {
            return parse(builtIn(nameOrFile), "suite " + nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.exists(file) && !nameOrFile.contains(".") && !nameOrFile.contains("/")) {
            throw Names.unknown("suite", nameOrFile, BUILT_IN);
        }
        return parse(read(file), file.toString());
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                throw new UserError(file + ": expected a suite of at most 1 MiB, got " + Files.size(file) + " bytes");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError(file + ": expected a readable suite in YAML, got " + e
                    + "; the built-in suites are " + String.join(", ", BUILT_IN), e);
        }
    }

    private static String builtIn(String name) {
        try (InputStream in = SuiteLoader.class.getResourceAsStream("/suites/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserError("suite " + name + ": expected inside the harness's own jar, got " + e, e);
        }
    }

    /**
     * Reads a suite's text.
     *
     * @param yaml the text
     * @param place where it comes from, for messages
     * @return the suite, complete and checked
     * @throws UserError naming line and column where the text is at fault
     */
    static Suite parse(String yaml, String place) {
        try {
            return resolve(YAML.readValue(yaml, SuiteSpec.class), place);
        } catch (UserError e) {
            throw new UserError(place + ": " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new UserError(place + at(e.getLocation()) + ": " + explain(e), e);
        }
    }

    private static Suite resolve(SuiteSpec spec, String place) {
        if (spec == null || spec.workloads() == null || spec.workloads().isEmpty()) {
            throw new UserError("workloads: expected at least one, got none");
        }
        if (spec.name() == null || !Names.isSafe(spec.name())) {
            throw new UserError("name: expected lower-case letters, digits, hyphens, dots and underscores, got "
                    + (spec.name() == null ? "none" : "\"" + spec.name() + "\""));
        }
        int rounds = Objects.requireNonNullElse(spec.rounds(), 3);
        List<Workload> workloads = spec.workloads().stream()
                .flatMap(workload -> workload.resolve(rounds).stream()).toList();
        Set<String> seen = new HashSet<>();
        for (Workload workload : workloads) {
            if (!seen.add(workload.name())) {
                throw new UserError("workload " + workload.name() + ": expected distinct names, got it twice");
            }
        }
        return new Suite(spec.name(), Objects.requireNonNullElse(spec.description(), ""),
                Objects.requireNonNullElse(spec.styles(), List.of()), workloads);
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String explain(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
            return Names.unknown("key", unknown.getPropertyName(), known).getMessage();
        }
        String key = e instanceof JsonMappingException mapping ? key(mapping.getPath()) : "";
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            List<String> known = Stream.of(format.getTargetType().getEnumConstants()).map(String::valueOf).toList();
            return Names.unknown(key, String.valueOf(format.getValue()), known).getMessage();
        }
        if (e instanceof InvalidNullException) {
            return (key.isEmpty() ? "list" : key) + ": expected something after each hyphen or colon, got nothing";
        }
        return (key.isEmpty() ? "" : key + ": ")
                + e.getOriginalMessage().lines().findFirst().orElse("expected a suite in YAML");
    }

    /** The innermost key; an entry of a list has none of its own. */
    private static String key(List<JsonMappingException.Reference> path) {
        return path.stream().map(JsonMappingException.Reference::getFieldName).filter(Objects::nonNull)
                .reduce("", (_, inner) -> inner);
    }

    private static DelayDistribution delay(String text) {
        DelayDistribution delay = DelayDistribution.parse(text);
        if (delay instanceof DelayDistribution.Recorded recorded) {
            recorded.recording().check();
        }
        return delay;
    }

    private static YAMLMapper mapper() {
        var quantities = new SimpleModule();
        quantities.addDeserializer(Duration.class, new TextDeserializer<>(Duration.class, Quantities::duration));
        quantities.addDeserializer(ByteSize.class,
                new TextDeserializer<>(ByteSize.class, text -> new ByteSize(Quantities.bytes(text))));
        quantities.addDeserializer(Share.class,
                new TextDeserializer<>(Share.class, text -> new Share(Quantities.share(text))));
        quantities.addDeserializer(DelayDistribution.class,
                new TextDeserializer<>(DelayDistribution.class, SuiteLoader::delay));
        quantities.addDeserializer(BodyStep.class, new TextDeserializer<>(BodyStep.class, BodyStep::parse));
        return YAMLMapper.builder().addModule(quantities).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)).build();
    }

    private static final class TextDeserializer<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1;
        private final transient Function<String, T> read;

        TextDeserializer(Class<T> type, Function<String, T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("");
            try {
                return read.apply(text);
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(parser, e.getMessage(), e);
            }
        }
    }
}
