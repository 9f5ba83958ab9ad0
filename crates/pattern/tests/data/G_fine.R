# Nearest-distance curves with so fine steps that spatstat's binning no longer shows. R 4.2.2, spatstat 3.0-3. From this folder: Rscript G_fine.R
suppressMessages(library(spatstat))
p <- read.csv("synth_points.csv"); w <- read.csv("synth_window.csv")
W <- owin(poly=list(x=w$x, y=w$y)); X <- ppp(p$x, p$y, window=W, marks=factor(p$mark))
r <- seq(0, 1.5, by=0.0001); each <- seq(1, length(r), by=500)
take <- function(from, to) { g <- Gcross(X, from, to, r=r, correction=c("none","rs","km")); data.frame(r=r, raw=g$raw, rs=g$rs, km=g$km)[each,] }
write.csv(take("facility","damage"), "synth_Gcross_fac_dam_fine.csv", row.names=FALSE)
write.csv(take("damage","facility"), "synth_Gcross_dam_fac_fine.csv", row.names=FALSE)
