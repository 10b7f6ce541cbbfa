package io.fetchbench.harness.compare;

import io.fetchbench.fetch.FetcherProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads a style from its jars though another version of it is on the class path. Only the contract comes from there: it is
 * what harness and style have in common.
 */
final class JarFirstLoader extends URLClassLoader {
    private static final String CONTRACT = FetcherProvider.class.getPackageName() + ".";

    JarFirstLoader(List<Path> jars) {
        super(jars.stream().map(JarFirstLoader::url).toArray(URL[]::new), JarFirstLoader.class.getClassLoader());
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar + ": expected the path of a jar", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null && !name.startsWith(CONTRACT)) {
                loaded = findInJars(name);
            }
            return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
    }

    private Class<?> findInJars(String name) {
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Service files in the jars only: providers on the class path are not what is looked for. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return findResources(name);
    }
}
