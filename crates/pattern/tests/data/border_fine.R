# The border correction with so fine steps that spatstat's binning of distances to the boundary no longer shows. R 4.2.2, spatstat 3.0-3.
# From this folder: Rscript border_fine.R
suppressMessages(library(spatstat))
p <- read.csv("synth_points.csv"); w <- read.csv("synth_window.csv")
W <- owin(poly=list(x=w$x, y=w$y)); X <- ppp(p$x, p$y, window=W, marks=factor(p$mark))
lambda <- read.csv("synth_lambda_damage.csv")$lambda_damage; n <- sum(p$mark=="facility")
r <- seq(0, 1.5, by=0.00005); each <- seq(1, length(r), by=1000)
K <- Kcross(X, "facility", "damage", r=r, correction="border")$border[each]
I <- Kcross.inhom(X, "facility", "damage", lambdaI=rep(n/area(W), n), lambdaJ=lambda, r=r, correction="border")$border[each]
write.csv(data.frame(r=r[each], border=K, border_inhom=I), "synth_Kcross_border_fine.csv", row.names=FALSE)
