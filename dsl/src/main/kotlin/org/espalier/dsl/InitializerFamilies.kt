@file:JvmName("InitializerFamilies")

package org.espalier.dsl


