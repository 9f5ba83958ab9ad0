# Seconds of CPU a simulation with spatstat, for pattern.py: Rscript pattern.R POINTS.csv SIMULATIONS. Three lines: inhomogeneous cross-L, labelling with
# cross-K, labelling with nearest facilities; each with the mean of the last value, to be compared.
suppressMessages(library(spatstat))
a <- commandArgs(TRUE); p <- read.csv(a[1]); s <- as.integer(a[2]); W <- square(1); r <- seq(0, 0.05, by=0.001)
at <- function(mark) ppp(p$x[p$mark == mark], p$y[p$mark == mark], W, check=FALSE)
f <- at("facility"); n <- sum(p$mark == "damaged"); m <- npoints(f); all <- p[p$mark != "facility", ]
lam <- as.im(function(x, y) 2 + 6*exp(-((x-.3)^2 + (y-.2)^2)/.04), W, dimyx=128); lam <- lam * n / integral(lam)
set.seed(1)
cpu <- function(one) { t <- proc.time(); v <- mean(sapply(1:s, one)); u <- proc.time() - t; cat((u[["user.self"]] + u[["sys.self"]]) / s, v, "\n") }
relabelled <- function() { k <- sample(nrow(all), n); ppp(all$x[k], all$y[k], W, check=FALSE) }
cpu(function(i) { x <- rpoint(n, lam); X <- superimpose(facility=f, damage=x, W=W, check=FALSE)
  tail(Lcross.inhom(X, "facility", "damage", lambdaI=rep(m, m), lambdaJ=lam[x], r=r, correction="translate")$trans, 1) })
cpu(function(i) { X <- superimpose(facility=f, damage=relabelled(), W=W, check=FALSE)
  tail(Kcross(X, "facility", "damage", r=r, correction="none")$un, 1) * n * m })
cpu(function(i) sum(nncross(relabelled(), f, what="dist") <= 0.05))
